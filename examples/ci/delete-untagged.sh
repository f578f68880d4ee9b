#!/usr/bin/env bash
# Deletes the untagged images of a repository in ECR.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=config.sh
source "$(dirname "${BASH_SOURCE[0]}")/config.sh"

usage() {
  cat <<'END'
Usage: delete-untagged.sh [--dry-run]

Deletes the untagged images of ECR_REPOSITORY: indexes first, then images, 100 at a time. Left alone are
images that belong to an index that stays, and what is no image, such as a signature, which never has a tag.
config.sh, beside this script, has the settings and says what they mean; variables of the same names count more.

  --dry-run  says what would be deleted, and deletes nothing
END
}

# A line for each untagged image: its kind (index, image or other), digest and size in bytes.
list_untagged() {
  local columns='imageDigest, imageSizeInBytes, imageManifestMediaType, artifactMediaType, subjectManifestDigest'
  ecr describe-images --repository-name "$ECR_REPOSITORY" --filter tagStatus=UNTAGGED \
    --query "imageDetails[].[$columns]" --output text | awk -F '\t' '
      NF < 5 { next }
      { kind = $3 ~ /(manifest\.list\.v2|image\.index\.v1)\+json$/ ? "index" : "image" }
      $4 !~ /^(None|application\/vnd\.(docker\.container\.image|oci\.image\.config)\.v1\+json)$/ { kind = "other" }
      # It is about another image. Older command lines do not say so: for them the line above has to do.
      $5 != "None" { kind = "other" }
      { print kind, $1, $2 }'
}

# From the lines that it reads, the digests of those that begin with a word.
digests_of() {
  awk -v word="$1" '$1 == word { print $2 }'
}

# How many of these images have these digests, and their size: that of an index is the size of an image in it.
summary_of() {
  awk 'NR == FNR { chosen[$1]; next }
    NF && $2 in chosen { count++; if ($1 != "index") bytes += $3 }
    END { printf "%d (%.1f MiB)\n", count, bytes / 1048576 }' <(echo "$2") <(echo "$1")
}

# Deletes the images whose digests it reads. A line for each: "deleted", or the code of its failure, and its digest.
delete_images() {
  local digests
  xargs -n 100 | while read -ra digests; do
    ecr batch-delete-image --repository-name "$ECR_REPOSITORY" --image-ids "${digests[@]/#/imageDigest=}" --output text \
      --query "[imageIds[].['deleted', imageDigest], failures[].[failureCode, imageId.imageDigest]][]" || exit 1
  done
}

# An index may be in another one: what is refused is tried again as long as that helps. The last answer counts.
delete_in_rounds() {
  local pending=$1 answer refused
  while [[ -n $pending ]]; do
    answer=$(delete_images <<<"$pending") || { echo "$answer" && return 1; }
    echo "$answer"
    refused=$(digests_of ImageReferencedByManifestList <<<"$answer")
    if ((${#refused} == ${#pending})); then return; fi
    pending=$refused
  done | awk 'NF { last[$2] = $1 } END { for (digest in last) print last[digest], digest }'
}

report() {
  local untagged=$1 answers=$2 failures
  echo "Deleted: $(summary_of "$untagged" "$(digests_of deleted <<<"$answers")")"
  echo "Left alone, because they belong to an index that stays:" \
    "$(summary_of "$untagged" "$(digests_of ImageReferencedByManifestList <<<"$answers")")"
  # What is not found was deleted by someone else meanwhile.
  failures=$(awk 'NF && $1 !~ /^(deleted|ImageReferencedByManifestList|ImageNotFound)$/' <<<"$answers")
  if [[ -n $failures ]]; then fail "Not deleted, for these reasons:"$'\n'"$failures"; fi
}

main() {
  case "$# ${1:-}" in
    '0 ' | '1 --dry-run') ;;
    '1 -h' | '1 --help') usage && exit ;;
    *) usage >&2 && exit 2 ;;
  esac
  require_programs aws
  check_repository_name

  local untagged chosen answers is_complete=true
  untagged=$(list_untagged) ||
    fail "The images of $ECR_REPOSITORY could not be listed, for the reason above. Check the settings in config.sh."
  chosen=$(digests_of index <<<"$untagged" && digests_of image <<<"$untagged")
  echo "Untagged in $ECR_REPOSITORY: $(summary_of "$untagged" "$(awk '{ print $2 }' <<<"$untagged")")"
  echo "Left alone, because they are no images: $(summary_of "$untagged" "$(digests_of other <<<"$untagged")")"
  if [[ ${1:-} == --dry-run ]]; then
    echo "Would be deleted, unless they belong to an index that stays: $(summary_of "$untagged" "$chosen")"
    exit
  fi

  answers=$(delete_in_rounds "$chosen") || is_complete=false
  report "$untagged" "$answers"
  [[ $is_complete == true ]] || fail "The others could not be deleted, for the reason above. Run this again."
}

main "$@"
