/**
 * How many entries a page has where a request doesn't say, and at most. A maximum that stands in AWS's model is checked before
 * an operation runs; here are those that don't, and ECR's for `/v2/`, which has no model.
 */
export const pageSizes = {
  /** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html: `maxResults` */
  ecr: { default: 100, largest: 1_000 },
  /** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html */
  imageReferrers: { default: 20 },
  /** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicyPreview.html */
  lifecyclePreview: { default: 100 },
  /** A template may have 40,000 characters of policies: a thousand of them would hold everybody up. */
  creationTemplates: { default: 100, largest: 100 },
  /** ListJobs of ecrd: `maxResults` */
  jobs: { default: 100 },
  /** ListLifecycleRuns and GetLifecycleRun of ecrd: `maxResults` */
  lifecycleRuns: { default: 100 },
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html: `MaxItems` */
  iam: { default: 100 },
  /**
   * Of GetAccountAuthorizationDetails. A policy with all its versions has 30,000 characters, three times as many when they are encoded:
   * a thousand of them would hold everybody up. "IAM might return fewer than the MaxItems number of results, even when there are
   * more results available."
   */
  accountDetails: { default: 100, largest: 100 },
  /** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html: `ResourcesPerPage` */
  resources: { default: 50, largest: 100 },
  /** `TagsPerPage`, in steps of the smallest. */
  tagsOfResources: { smallest: 100, largest: 500 },
  /** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetTagKeys.html */
  tagKeys: { default: 100 },
} as const
