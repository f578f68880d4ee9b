#!/usr/bin/env bash
# Builds an image and pushes it to ECR, under its version and as latest.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=config.sh
source "$(dirname "${BASH_SOURCE[0]}")/config.sh"

usage() {
  cat <<'END'
Usage: build-tag-latest.sh [OPTION OF docker build]...

Builds the image in BUILD_CONTEXT, logs in to the registry of ECR_REPOSITORY, and pushes the image there
under the tags IMAGE_VERSION and latest. config.sh, beside this script, has these settings and says what
they mean; variables of the same names count more:

  ECR_REPOSITORY=team/app IMAGE_VERSION=1.4.2 build-tag-latest.sh --file Dockerfile.production
END
}

check_settings() {
  require_programs aws docker
  check_repository_name
  [[ $IMAGE_VERSION =~ ^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$ ]] ||
    fail "IMAGE_VERSION is \"$IMAGE_VERSION\", which cannot be a tag." \
      "It has at most 128 letters, digits and . _ -, and does not begin with . or -."
  [[ $LOGIN_ATTEMPTS =~ ^[1-9][0-9]?$ ]] ||
    fail "LOGIN_ATTEMPTS is \"$LOGIN_ATTEMPTS\", and has to be a number from 1 to 99."
  [[ -d $BUILD_CONTEXT ]] || fail "BUILD_CONTEXT is \"$BUILD_CONTEXT\", and there is no such folder."
}

repository_uri() {
  ecr describe-repositories --repository-names "$ECR_REPOSITORY" --query 'repositories[0].repositoryUri' --output text ||
    fail "The repository $ECR_REPOSITORY could not be found, for the reason above. Check the settings in config.sh," \
      "or create it: aws ecr create-repository --repository-name $ECR_REPOSITORY"
}

log_in() {
  ecr get-login-password | docker login --username AWS --password-stdin "$1"
}

log_in_with_retries() {
  local registry=$1 attempt=1 pause_seconds=1
  until log_in "$registry"; do
    ((attempt < LOGIN_ATTEMPTS)) ||
      fail "The login to $registry failed, for the reason above (LOGIN_ATTEMPTS is $LOGIN_ATTEMPTS)." \
        "Check the keys, and that their user may do ecr:GetAuthorizationToken."
    echo "The login failed. Trying again in $pause_seconds s." >&2
    sleep "$pause_seconds"
    attempt=$((attempt + 1)) pause_seconds=$((pause_seconds * 2))
  done
}

push() {
  docker push "$1" ||
    fail "The push of $1 failed, for the reason above. Run this again: docker sends no layer twice."
}

main() {
  case ${1:-} in
    -h | --help) usage && exit ;;
  esac
  check_settings
  local uri
  uri=$(repository_uri)

  echo "Building $uri:$IMAGE_VERSION from $BUILD_CONTEXT"
  docker build "$@" --tag "$uri:$IMAGE_VERSION" --tag "$uri:latest" "$BUILD_CONTEXT" ||
    fail "The image could not be built, for the reason above. Nothing was pushed."

  echo "Logging in to ${uri%%/*}"
  log_in_with_retries "${uri%%/*}"

  # The version first: nobody finds a latest without one.
  push "$uri:$IMAGE_VERSION"
  push "$uri:latest"
  echo "Pushed $uri:$IMAGE_VERSION, which is latest now."
}

main "$@"
