# shellcheck shell=bash
# The settings of both scripts. Change them here, or set the variable of the same name in the environment, which counts more.

# The repository, which has to exist, without its registry.
: "${ECR_REPOSITORY:=my-app}"

# Where the registry is. Empty: AWS. For ecrd its URL, such as http://127.0.0.1:5100.
: "${AWS_ENDPOINT_URL:=}"

# Empty: the region of the profile.
: "${AWS_REGION:=${AWS_DEFAULT_REGION:-}}"

# Whose keys: a profile of AWS's command line. Empty: what the command line finds by itself, such as the role of the machine.
# Keys in the environment (AWS_ACCESS_KEY_ID), as CI servers give them, count more.
if [[ -z ${AWS_ACCESS_KEY_ID:-} ]]; then
  export AWS_PROFILE="${AWS_PROFILE-docker-manager}"
fi

# The folder with the Dockerfile.
: "${BUILD_CONTEXT:=.}"

# The tag beside `latest`: what git calls the commit, or the time where there is no git.
if [[ -z ${IMAGE_VERSION:-} ]]; then
  IMAGE_VERSION=$(git -C "$BUILD_CONTEXT" describe --tags --always --dirty 2>/dev/null) ||
    IMAGE_VERSION=$(date -u +%Y%m%d-%H%M%S)
fi

# How often to try the login. The wait between two attempts is a second at first, and doubles each time.
: "${LOGIN_ATTEMPTS:=5}"

# From here on there is nothing to set: it is what both scripts need.

# AWS's command line does not take an empty name for "none".
if [[ -z ${AWS_PROFILE:-} ]]; then
  unset AWS_PROFILE
fi

# Letters are a to z only, whatever the language of the machine.
LC_ALL=C

# The options are said although they are in the environment: older command lines do not read the endpoint there.
ecr() {
  aws ${AWS_REGION:+--region "$AWS_REGION"} ${AWS_ENDPOINT_URL:+--endpoint-url "$AWS_ENDPOINT_URL"} ecr "$@"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

require_programs() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || fail "The program $program is not installed, or not on the PATH."
  done
}

check_repository_name() {
  local part='[a-z0-9]+([._-][a-z0-9]+)*'
  [[ $ECR_REPOSITORY =~ ^$part(/$part)*$ ]] ||
    fail "ECR_REPOSITORY is \"$ECR_REPOSITORY\", which cannot be the name of a repository." \
      "It has small letters, digits, and single . _ - / between them, and no registry: team/my-app."
}
