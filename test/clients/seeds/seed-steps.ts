/** A step of the five documents that waits for what isn't built yet. */
export interface WaitingStep {
  /** Where it stands: the test file of its document, and its chapter. */
  readonly document: string
  readonly operation: string
  /** The corrected form, where the document's own is refused before it is sent. */
  readonly command: string
}

/** As the document prints it, less a brace that it has too many. */
const LIFECYCLE_POLICY = JSON.stringify({
  rules: [
    {
      rulePriority: 10,
      description: 'Expire old images',
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 800 },
      action: { type: 'expire' },
    },
  ],
})

const DEVELOPERS = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'ecr:GetAuthorizationToken',
        'ecr:BatchCheckLayerAvailability',
        'ecr:GetDownloadUrlForLayer',
        'ecr:GetRepositoryPolicy',
        'ecr:DescribeRepositories',
        'ecr:ListImages',
        'ecr:DescribeImages',
        'ecr:BatchGetImage',
        'ecr:InitiateLayerUpload',
        'ecr:UploadLayerPart',
        'ecr:CompleteLayerUpload',
        'ecr:PutImage',
      ],
      Resource: 'arn:aws:ecr:eu-central-1:123456789012:repository/randserver',
    },
  ],
})

const step = (document: string, operation: string, command: string): WaitingStep => ({ document, operation, command })

const POWER_USER = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser'
const READ_ONLY = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'
const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryFullAccess'

/**
 * The documents' steps in the IAM console are given as the commands that do the same.
 * A test asks for each of them and expects to be told that it isn't there: what gets built is moved from here to the test
 * of its document.
 */
export const waitingSteps: readonly WaitingStep[] = [
  step('basics', 'iam:CreateGroup', 'aws iam create-group --group-name ecr-write'),
  step(
    'basics',
    'iam:AttachGroupPolicy',
    `aws iam attach-group-policy --group-name ecr-write --policy-arn ${POWER_USER}`,
  ),
  step(
    'basics',
    'iam:AttachGroupPolicy',
    `aws iam attach-group-policy --group-name ecr-read --policy-arn ${READ_ONLY}`,
  ),
  step(
    'basics',
    'iam:AttachGroupPolicy',
    `aws iam attach-group-policy --group-name ecr-admin --policy-arn ${FULL_ACCESS}`,
  ),
  step('basics', 'iam:CreateUser', 'aws iam create-user --user-name ecr-writer'),
  step('basics', 'iam:AddUserToGroup', 'aws iam add-user-to-group --group-name ecr-write --user-name ecr-writer'),
  step('basics', 'iam:CreateAccessKey', 'aws iam create-access-key --user-name ecr-writer'),
  step('nine-chapters 5.2', 'iam:CreateUser', 'aws iam create-user --user-name pull-user-1'),
  step(
    'nine-chapters 6.5',
    'ecr:PutImageScanningConfiguration',
    'aws ecr put-image-scanning-configuration --repository-name name --image-scanning-configuration scanOnPush=true',
  ),
  step(
    'nine-chapters 6.5',
    'ecr:StartImageScan',
    'aws ecr start-image-scan --repository-name name --image-id imageTag=tag_name',
  ),
  step(
    'nine-chapters 6.5',
    'ecr:DescribeImageScanFindings',
    'aws ecr describe-image-scan-findings --repository-name name --image-id imageTag=tag_name',
  ),
  step(
    'nine-chapters 8',
    'ecr:PutLifecyclePolicy',
    `aws ecr put-lifecycle-policy --registry-id 123456789012 --repository-name randserver --lifecycle-policy-text '${LIFECYCLE_POLICY}'`,
  ),
  step(
    'nine-chapters 8',
    'iam:AttachUserPolicy',
    `aws iam attach-user-policy --policy-arn ${READ_ONLY} --user-name amar`,
  ),
  step('nine-chapters 8', 'iam:CreateGroup', 'aws iam create-group --group-name randserver-developers'),
  step(
    'nine-chapters 8',
    'iam:AddUserToGroup',
    'aws iam add-user-to-group --group-name randserver-developers --user-name amar',
  ),
  step(
    'nine-chapters 8',
    'iam:CreatePolicy',
    `aws iam create-policy --policy-name EcrPushPullRandserverDevelopers --policy-document '${DEVELOPERS}'`,
  ),
  step(
    'nine-chapters 8',
    'iam:AttachGroupPolicy',
    'aws iam attach-group-policy --group-name randserver-developers --policy-arn arn:aws:iam::123456789012:policy/EcrPushPullRandserverDevelopers',
  ),
  step('covering-basics', 'iam:CreateUser', 'aws iam create-user --user-name ecr-user'),
  step('covering-basics', 'iam:CreateAccessKey', 'aws iam create-access-key --user-name ecr-user'),
]
