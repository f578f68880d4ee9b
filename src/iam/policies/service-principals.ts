import { isRegion } from '../../standards/arn/account-and-region.ts'

/**
 * The services of AWS that a policy can name as a principal, as of November 2026, collected from the pages of AWS's services; AWS
 * publishes no list. A missing one can be named in the configuration (`--service-principals`).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
const belowAmazonaws = `
  access-analyzer access-grants.s3 account acm acm-pca agentless.inspector2 airflow airflow-env amplify aoss
  apidestinations.events apigateway app-integrations appconfig appfabric appflow application-autoscaling
  application-cost-profiler application-insights application-signals.cloudwatch application.qbusiness appmesh apprunner
  appstream appstream.application-autoscaling appsync apptest aps arc-region-switch arc-zonal-shift athena auditmanager
  autoscaling autoscaling-plans aws-artifact-account-sync b2bi backup backup-gateway batch batchoperations.s3 bcm-data-exports
  bedrock bedrock-agentcore billing billing-cost-management billingconsole billingreports braket budgets build.apprunner
  cassandra cassandra.application-autoscaling ce channels.lex channels.lexv2 chatbot chime cks.kms cleanrooms cleanrooms-ml
  cloud9 clouddirectory cloudformation cloudfront cloudhsm cloudsearch cloudtrail cloudwatch cloudwatch-crossaccount
  codeartifact codebuild codecatalyst codecatalyst-runner codecommit codeconnections codedeploy codeguru-profiler
  codeguru-reviewer codepipeline codestar codestar-connections codestar-notifications codewhisperer cognito-identity
  cognito-idp cognito-sync comprehend comprehend.application-autoscaling comprehendmedical compute-optimizer config
  config-conforms config-multiaccountsetup connect connect-campaigns continuousexport.discovery contributorinsights.dynamodb
  controltower cost-optimization-hub credentials.deadline credentials.iot custom-resource.application-autoscaling
  customer-profiles databrew dataexchange datapipeline datasync datazone dax deadline deeplens deepracer delivery.logs
  detective devicefarm devops-guru diode directconnect discovery dlm dms dms-fleet-advisor docdb-elastic drs drt.shield ds
  dsql dynamodb dynamodb.application-autoscaling ec2 ec2-instance-connect ec2.application-autoscaling ec2fastlaunch ec2fleet
  ec2scheduled ecr ecr-public ecs ecs-tasks ecs.application-autoscaling edgelambda eks eks-connector eks-fargate
  eks-fargate-pods eks-nodegroup elasticache elasticache.application-autoscaling elasticbeanstalk elasticfilesystem
  elasticloadbalancing elasticmapreduce elasticmapreduce.application-autoscaling elastictranscoder email.cognito-idp
  emr-containers emr-serverless entityresolution es events evidently executionagent.ssm-quicksetup export.rds finspace
  finspace-databrew firehose fis fms forecast frauddetector freertos fsx gamelift gameliftstreams geo glacier
  globalaccelerator glue grafana greengrass groundstation guardduty health healthlake hooks.cloudformation iam identitystore
  imagebuilder importexport inspector inspector2 internetmonitor invoicing iot iotanalytics iotdeviceadvisor iotevents
  iotfleetwise iotmanagedintegrations iotsitewise iotthingsgraph iottwinmaker iotwireless ipam ivs kafka
  kafka.application-autoscaling kafkaconnect kendra kinesis kinesisanalytics kinesisreplication.dynamodb kinesisvideo kms
  lakeformation lambda lambda.application-autoscaling launchwizard lex lexv2 license-management.marketplace license-manager
  license-manager-linux-subscriptions license-manager-user-subscriptions license-manager.master-account
  license-manager.member-account lightsail logger.cloudfront logging.s3 logs lookoutequipment lookoutmetrics lookoutvision m2
  machinelearning macie maintenance.elasticbeanstalk maintenance.s3tables malware-protection-plan.guardduty
  malware-protection.guardduty managedblockchain managedservices managedupdates.elasticbeanstalk management.chatbot
  mediaconnect mediaconvert medialive mediapackage mediapackagev2 mediastore mediatailor medical-imaging
  member.org.stacksets.cloudformation memorydb messaging.iot metadata.s3 mgh mgn migrationhub migrationhub-orchestrator
  migrationhub-strategy mobileanalytics mobilehub monitoring monitoring.rds monitron mpa mq mrk.kms
  multiaccountsetup.ssm-quicksetup neptune neptune-graph neptune.application-autoscaling network-firewall networkflowmonitor
  networking.apprunner networkmanager networkmonitor nimble notifications nova-act observabilityadmin omics opensearchservice
  ops.apigateway ops.emr-serverless opsworks opsworks-cm organizations osis osis-pipelines outposts panorama
  partnercentral-account-management payment-cryptography pca-connector-ad pca-connector-scep pcs personalize pinpoint pipes
  pods.eks polly private-marketplace.marketplace private-networks profile proton pullthroughcache.ecr purchase-orders q
  qbusiness qldb quicksight ram rbin rds rds.application-autoscaling reachabilityanalyzer.networkinsights redshift
  redshift-serverless refactor-spaces rekognition replication.dynamodb replication.ecr replication.s3tables replicator.lambda
  reporting.trustedadvisor reports.backup repostspace resale-authorization.marketplace resiliencehub resource-explorer-2
  resource-groups resource-management.securitylake resources.cloudformation restore-testing.backup robomaker rolesanywhere
  route53 route53-application-recovery-controller route53domains route53profiles route53resolver rtbfabric rum s3
  s3-object-lambda s3-outposts s3.data-source.lustre.fsx s3tables sagemaker sagemaker.application-autoscaling scheduler
  scheduler.redshift schemas scn scraper.aps secretsmanager security-ir securityhub securitylake serverlessrepo servicecatalog
  servicecatalog-appregistry servicediscovery servicequotas ses shield signer signin simspaceweaver sms sms-voice
  snow-device-management sns social-messaging spot spotfleet sqlworkbench sqs ssm ssm-contacts ssm-guiconnect ssm-incidents
  ssm-quicksetup ssm-sap sso stacksets.cloudformation states storage-lens.s3 storagegateway streams.metrics.cloudwatch sts
  support supportapp swf synthetics tagpolicies.tag tasks.apprunner textract timestream timestream-influxdb tnb transcribe
  transcribe.streaming transfer transform transitgateway translate trustedadvisor user-subscriptions verified-access
  verifiedpermissions vmie voice-id voiceconnector.chime voiceid vpc-flow-logs vpc-lattice waf waf-regional wafv2 wam
  wellarchitected wickr wisdom workdocs worklink workmail workspaces workspaces-instances workspaces-web
  workspaces.application-autoscaling xray
`

const elsewhere = ['alexa-appkit.amazon.com', 'alexa-connectedhome.amazon.com']

const listed: ReadonlySet<string> = new Set([
  ...elsewhere,
  ...belowAmazonaws
    .trim()
    .split(/\s+/)
    .map((name) => `${name}.amazonaws.com`),
])

/** Whether there is such a service: of AWS, in general or in a region, or one of those that were added to them. */
export function isServicePrincipal(name: string, added: readonly string[]): boolean {
  return [name, withoutRegion(name)].some((each) => listed.has(each) || added.includes(each))
}

/**
 * Many services have a principal in each region, and those in China have a domain of their own:
 * `logs.eu-west-1.amazonaws.com`, `ec2.amazonaws.com.cn`, `states.cn-north-1.amazonaws.com.cn`.
 */
function withoutRegion(name: string): string {
  const [, below] = /^(.+)\.amazonaws\.com(?:\.cn)?$/.exec(name) ?? []
  if (below === undefined) return name
  const labels = below.split('.')
  const service = isRegion(labels.at(-1) ?? '') ? labels.slice(0, -1) : labels
  return `${service.join('.')}.amazonaws.com`
}
