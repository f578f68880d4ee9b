/** A step of the five documents that waits for what isn't built yet. */
export interface WaitingStep {
  /** Where it stands: the test file of its document, and its chapter. */
  readonly document: string
  readonly operation: string
  /** The corrected form, where the document's own is refused before it is sent. */
  readonly command: string
}

const step = (document: string, operation: string, command: string): WaitingStep => ({ document, operation, command })

/**
 * A test asks for each of them and expects to be told that it isn't there: what gets built is moved from here to the test
 * of its document.
 */
export const waitingSteps: readonly WaitingStep[] = [
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
]
