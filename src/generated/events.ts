// Amazon EventBridge, 2015-10-07. Written by scripts/generate-model.ts from model/events.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface EventsOperations {
  CreateApiDestination: {
    input: CreateApiDestinationRequest
    output: CreateApiDestinationResponse
    errors:
      | 'InternalException'
      | 'LimitExceededException'
      | 'ResourceAlreadyExistsException'
      | 'ResourceNotFoundException'
  }
  CreateConnection: {
    input: CreateConnectionRequest
    output: CreateConnectionResponse
    errors:
      | 'AccessDeniedException'
      | 'InternalException'
      | 'LimitExceededException'
      | 'ResourceAlreadyExistsException'
      | 'ResourceNotFoundException'
      | 'ThrottlingException'
  }
  DeleteApiDestination: {
    input: DeleteApiDestinationRequest
    output: DeleteApiDestinationResponse
    errors: 'ConcurrentModificationException' | 'InternalException' | 'ResourceNotFoundException'
  }
  DeleteConnection: {
    input: DeleteConnectionRequest
    output: DeleteConnectionResponse
    errors: 'ConcurrentModificationException' | 'InternalException' | 'ResourceNotFoundException'
  }
  DeleteRule: {
    input: DeleteRuleRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'ManagedRuleException'
      | 'ResourceNotFoundException'
  }
  DescribeApiDestination: {
    input: DescribeApiDestinationRequest
    output: DescribeApiDestinationResponse
    errors: 'InternalException' | 'ResourceNotFoundException'
  }
  DescribeConnection: {
    input: DescribeConnectionRequest
    output: DescribeConnectionResponse
    errors: 'InternalException' | 'ResourceNotFoundException'
  }
  DescribeEventBus: {
    input: DescribeEventBusRequest
    output: DescribeEventBusResponse
    errors: 'InternalException' | 'ResourceNotFoundException'
  }
  DescribeRule: {
    input: DescribeRuleRequest
    output: DescribeRuleResponse
    errors: 'InternalException' | 'ResourceNotFoundException'
  }
  DisableRule: {
    input: DisableRuleRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'ManagedRuleException'
      | 'ResourceNotFoundException'
  }
  EnableRule: {
    input: EnableRuleRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'ManagedRuleException'
      | 'ResourceNotFoundException'
  }
  ListApiDestinations: {
    input: ListApiDestinationsRequest
    output: ListApiDestinationsResponse
    errors: 'InternalException'
  }
  ListConnections: {
    input: ListConnectionsRequest
    output: ListConnectionsResponse
    errors: 'InternalException'
  }
  ListEventBuses: {
    input: ListEventBusesRequest
    output: ListEventBusesResponse
    errors: 'InternalException'
  }
  ListRuleNamesByTarget: {
    input: ListRuleNamesByTargetRequest
    output: ListRuleNamesByTargetResponse
    errors: 'InternalException' | 'ResourceNotFoundException'
  }
  ListRules: {
    input: ListRulesRequest
    output: ListRulesResponse
    errors: 'InternalException' | 'ResourceNotFoundException'
  }
  ListTagsForResource: {
    input: ListTagsForResourceRequest
    output: ListTagsForResourceResponse
    errors: 'InternalException' | 'ResourceNotFoundException'
  }
  ListTargetsByRule: {
    input: ListTargetsByRuleRequest
    output: ListTargetsByRuleResponse
    errors: 'InternalException' | 'ResourceNotFoundException'
  }
  PutEvents: {
    input: PutEventsRequest
    output: PutEventsResponse
    errors: 'InternalException'
  }
  PutRule: {
    input: PutRuleRequest
    output: PutRuleResponse
    errors:
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'InvalidEventPatternException'
      | 'LimitExceededException'
      | 'ManagedRuleException'
      | 'ResourceNotFoundException'
  }
  PutTargets: {
    input: PutTargetsRequest
    output: PutTargetsResponse
    errors:
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'LimitExceededException'
      | 'ManagedRuleException'
      | 'ResourceNotFoundException'
  }
  RemoveTargets: {
    input: RemoveTargetsRequest
    output: RemoveTargetsResponse
    errors:
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'ManagedRuleException'
      | 'ResourceNotFoundException'
  }
  TagResource: {
    input: TagResourceRequest
    output: TagResourceResponse
    errors:
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'ManagedRuleException'
      | 'ResourceNotFoundException'
  }
  TestEventPattern: {
    input: TestEventPatternRequest
    output: TestEventPatternResponse
    errors: 'InternalException' | 'InvalidEventPatternException'
  }
  UntagResource: {
    input: UntagResourceRequest
    output: UntagResourceResponse
    errors:
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'ManagedRuleException'
      | 'ResourceNotFoundException'
  }
  UpdateApiDestination: {
    input: UpdateApiDestinationRequest
    output: UpdateApiDestinationResponse
    errors:
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'LimitExceededException'
      | 'ResourceNotFoundException'
  }
  UpdateConnection: {
    input: UpdateConnectionRequest
    output: UpdateConnectionResponse
    errors:
      | 'AccessDeniedException'
      | 'ConcurrentModificationException'
      | 'InternalException'
      | 'LimitExceededException'
      | 'ResourceNotFoundException'
      | 'ThrottlingException'
  }
}

export type EventsErrorCode =
  | 'AccessDeniedException'
  | 'ConcurrentModificationException'
  | 'InternalException'
  | 'InvalidEventPatternException'
  | 'LimitExceededException'
  | 'ManagedRuleException'
  | 'ResourceAlreadyExistsException'
  | 'ResourceNotFoundException'
  | 'ThrottlingException'

export interface ApiDestination {
  readonly ApiDestinationArn?: string | undefined
  readonly Name?: string | undefined
  readonly ApiDestinationState?: ApiDestinationState | undefined
  readonly ConnectionArn?: string | undefined
  readonly InvocationEndpoint?: string | undefined
  readonly HttpMethod?: ApiDestinationHttpMethod | undefined
  readonly InvocationRateLimitPerSecond?: number | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
}

export type ApiDestinationHttpMethod = 'POST' | 'GET' | 'HEAD' | 'OPTIONS' | 'PUT' | 'PATCH' | 'DELETE'

export type ApiDestinationState = 'ACTIVE' | 'INACTIVE'

export interface AppSyncParameters {
  readonly GraphQLOperation?: string | undefined
}

export type AssignPublicIp = 'ENABLED' | 'DISABLED'

export interface AwsVpcConfiguration {
  readonly Subnets: readonly string[]
  readonly SecurityGroups?: readonly string[] | undefined
  readonly AssignPublicIp?: AssignPublicIp | undefined
}

export interface BatchArrayProperties {
  readonly Size?: number | undefined
}

export interface BatchParameters {
  readonly JobDefinition: string
  readonly JobName: string
  readonly ArrayProperties?: BatchArrayProperties | undefined
  readonly RetryStrategy?: BatchRetryStrategy | undefined
}

export interface BatchRetryStrategy {
  readonly Attempts?: number | undefined
}

export interface CapacityProviderStrategyItem {
  readonly capacityProvider: string
  readonly weight?: number | undefined
  readonly base?: number | undefined
}

export interface Connection {
  readonly ConnectionArn?: string | undefined
  readonly Name?: string | undefined
  readonly ConnectionState?: ConnectionState | undefined
  readonly StateReason?: string | undefined
  readonly AuthorizationType?: ConnectionAuthorizationType | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
  readonly LastAuthorizedTime?: number | undefined
}

export interface ConnectionApiKeyAuthResponseParameters {
  readonly ApiKeyName?: string | undefined
}

export interface ConnectionAuthResponseParameters {
  readonly BasicAuthParameters?: ConnectionBasicAuthResponseParameters | undefined
  readonly OAuthParameters?: ConnectionOAuthResponseParameters | undefined
  readonly ApiKeyAuthParameters?: ConnectionApiKeyAuthResponseParameters | undefined
  readonly InvocationHttpParameters?: ConnectionHttpParameters | undefined
  readonly ConnectivityParameters?: DescribeConnectionConnectivityParameters | undefined
}

export type ConnectionAuthorizationType = 'BASIC' | 'OAUTH_CLIENT_CREDENTIALS' | 'API_KEY'

export interface ConnectionBasicAuthResponseParameters {
  readonly Username?: string | undefined
}

export interface ConnectionBodyParameter {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
  readonly IsValueSecret?: boolean | undefined
}

export interface ConnectionHeaderParameter {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
  readonly IsValueSecret?: boolean | undefined
}

export interface ConnectionHttpParameters {
  readonly HeaderParameters?: readonly ConnectionHeaderParameter[] | undefined
  readonly QueryStringParameters?: readonly ConnectionQueryStringParameter[] | undefined
  readonly BodyParameters?: readonly ConnectionBodyParameter[] | undefined
}

export interface ConnectionOAuthClientResponseParameters {
  readonly ClientID?: string | undefined
}

export type ConnectionOAuthHttpMethod = 'GET' | 'POST' | 'PUT'

export interface ConnectionOAuthResponseParameters {
  readonly ClientParameters?: ConnectionOAuthClientResponseParameters | undefined
  readonly AuthorizationEndpoint?: string | undefined
  readonly HttpMethod?: ConnectionOAuthHttpMethod | undefined
  readonly OAuthHttpParameters?: ConnectionHttpParameters | undefined
}

export interface ConnectionQueryStringParameter {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
  readonly IsValueSecret?: boolean | undefined
}

export type ConnectionState =
  | 'CREATING'
  | 'UPDATING'
  | 'DELETING'
  | 'AUTHORIZED'
  | 'DEAUTHORIZED'
  | 'AUTHORIZING'
  | 'DEAUTHORIZING'
  | 'ACTIVE'
  | 'FAILED_CONNECTIVITY'

export interface ConnectivityResourceConfigurationArn {
  readonly ResourceConfigurationArn: string
}

export interface ConnectivityResourceParameters {
  readonly ResourceParameters: ConnectivityResourceConfigurationArn
}

export interface CreateApiDestinationRequest {
  readonly Name: string
  readonly Description?: string | undefined
  readonly ConnectionArn: string
  readonly InvocationEndpoint: string
  readonly HttpMethod: ApiDestinationHttpMethod
  readonly InvocationRateLimitPerSecond?: number | undefined
}

export interface CreateApiDestinationResponse {
  readonly ApiDestinationArn?: string | undefined
  readonly ApiDestinationState?: ApiDestinationState | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
}

export interface CreateConnectionApiKeyAuthRequestParameters {
  readonly ApiKeyName: string
  readonly ApiKeyValue: string
}

export interface CreateConnectionAuthRequestParameters {
  readonly BasicAuthParameters?: CreateConnectionBasicAuthRequestParameters | undefined
  readonly OAuthParameters?: CreateConnectionOAuthRequestParameters | undefined
  readonly ApiKeyAuthParameters?: CreateConnectionApiKeyAuthRequestParameters | undefined
  readonly InvocationHttpParameters?: ConnectionHttpParameters | undefined
  readonly ConnectivityParameters?: ConnectivityResourceParameters | undefined
}

export interface CreateConnectionBasicAuthRequestParameters {
  readonly Username: string
  readonly Password: string
}

export interface CreateConnectionOAuthClientRequestParameters {
  readonly ClientID: string
  readonly ClientSecret: string
}

export interface CreateConnectionOAuthRequestParameters {
  readonly ClientParameters: CreateConnectionOAuthClientRequestParameters
  readonly AuthorizationEndpoint: string
  readonly HttpMethod: ConnectionOAuthHttpMethod
  readonly OAuthHttpParameters?: ConnectionHttpParameters | undefined
}

export interface CreateConnectionRequest {
  readonly Name: string
  readonly Description?: string | undefined
  readonly AuthorizationType: ConnectionAuthorizationType
  readonly AuthParameters: CreateConnectionAuthRequestParameters
  readonly InvocationConnectivityParameters?: ConnectivityResourceParameters | undefined
  readonly KmsKeyIdentifier?: string | undefined
}

export interface CreateConnectionResponse {
  readonly ConnectionArn?: string | undefined
  readonly ConnectionState?: ConnectionState | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
}

export interface DeadLetterConfig {
  readonly Arn?: string | undefined
}

export interface DeleteApiDestinationRequest {
  readonly Name: string
}

export type DeleteApiDestinationResponse = Readonly<Record<string, never>>

export interface DeleteConnectionRequest {
  readonly Name: string
}

export interface DeleteConnectionResponse {
  readonly ConnectionArn?: string | undefined
  readonly ConnectionState?: ConnectionState | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
  readonly LastAuthorizedTime?: number | undefined
}

export interface DeleteRuleRequest {
  readonly Name: string
  readonly EventBusName?: string | undefined
  readonly Force?: boolean | undefined
}

export interface DescribeApiDestinationRequest {
  readonly Name: string
}

export interface DescribeApiDestinationResponse {
  readonly ApiDestinationArn?: string | undefined
  readonly Name?: string | undefined
  readonly Description?: string | undefined
  readonly ApiDestinationState?: ApiDestinationState | undefined
  readonly ConnectionArn?: string | undefined
  readonly InvocationEndpoint?: string | undefined
  readonly HttpMethod?: ApiDestinationHttpMethod | undefined
  readonly InvocationRateLimitPerSecond?: number | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
}

export interface DescribeConnectionConnectivityParameters {
  readonly ResourceParameters: DescribeConnectionResourceParameters
}

export interface DescribeConnectionRequest {
  readonly Name: string
}

export interface DescribeConnectionResourceParameters {
  readonly ResourceConfigurationArn: string
  readonly ResourceAssociationArn: string
}

export interface DescribeConnectionResponse {
  readonly ConnectionArn?: string | undefined
  readonly Name?: string | undefined
  readonly Description?: string | undefined
  readonly InvocationConnectivityParameters?: DescribeConnectionConnectivityParameters | undefined
  readonly ConnectionState?: ConnectionState | undefined
  readonly StateReason?: string | undefined
  readonly AuthorizationType?: ConnectionAuthorizationType | undefined
  readonly SecretArn?: string | undefined
  readonly KmsKeyIdentifier?: string | undefined
  readonly AuthParameters?: ConnectionAuthResponseParameters | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
  readonly LastAuthorizedTime?: number | undefined
}

export interface DescribeEventBusRequest {
  readonly Name?: string | undefined
}

export interface DescribeEventBusResponse {
  readonly Name?: string | undefined
  readonly Arn?: string | undefined
  readonly Description?: string | undefined
  readonly KmsKeyIdentifier?: string | undefined
  readonly DeadLetterConfig?: DeadLetterConfig | undefined
  readonly Policy?: string | undefined
  readonly LogConfig?: LogConfig | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
  readonly ManagedBy?: string | undefined
}

export interface DescribeRuleRequest {
  readonly Name: string
  readonly EventBusName?: string | undefined
}

export interface DescribeRuleResponse {
  readonly Name?: string | undefined
  readonly Arn?: string | undefined
  readonly EventPattern?: string | undefined
  readonly ScheduleExpression?: string | undefined
  readonly State?: RuleState | undefined
  readonly Description?: string | undefined
  readonly RoleArn?: string | undefined
  readonly ManagedBy?: string | undefined
  readonly EventBusName?: string | undefined
  readonly CreatedBy?: string | undefined
}

export interface DisableRuleRequest {
  readonly Name: string
  readonly EventBusName?: string | undefined
}

export interface EcsParameters {
  readonly TaskDefinitionArn: string
  readonly TaskCount?: number | undefined
  readonly LaunchType?: LaunchType | undefined
  readonly NetworkConfiguration?: NetworkConfiguration | undefined
  readonly PlatformVersion?: string | undefined
  readonly Group?: string | undefined
  readonly CapacityProviderStrategy?: readonly CapacityProviderStrategyItem[] | undefined
  readonly EnableECSManagedTags?: boolean | undefined
  readonly EnableExecuteCommand?: boolean | undefined
  readonly PlacementConstraints?: readonly PlacementConstraint[] | undefined
  readonly PlacementStrategy?: readonly PlacementStrategy[] | undefined
  readonly PropagateTags?: PropagateTags | undefined
  readonly ReferenceId?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface EnableRuleRequest {
  readonly Name: string
  readonly EventBusName?: string | undefined
}

export interface EventBus {
  readonly Name?: string | undefined
  readonly Arn?: string | undefined
  readonly Description?: string | undefined
  readonly Policy?: string | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
  readonly ManagedBy?: string | undefined
}

export interface HttpParameters {
  readonly PathParameterValues?: readonly string[] | undefined
  readonly HeaderParameters?: Readonly<Record<string, string>> | undefined
  readonly QueryStringParameters?: Readonly<Record<string, string>> | undefined
}

export type IncludeDetail = 'NONE' | 'FULL'

export interface InputTransformer {
  readonly InputPathsMap?: Readonly<Record<string, string>> | undefined
  readonly InputTemplate: string
}

export interface KinesisParameters {
  readonly PartitionKeyPath: string
}

export type LaunchType = 'EC2' | 'FARGATE' | 'EXTERNAL'

export type Level = 'OFF' | 'ERROR' | 'INFO' | 'TRACE'

export interface ListApiDestinationsRequest {
  readonly NamePrefix?: string | undefined
  readonly ConnectionArn?: string | undefined
  readonly NextToken?: string | undefined
  readonly Limit?: number | undefined
}

export interface ListApiDestinationsResponse {
  readonly ApiDestinations?: readonly ApiDestination[] | undefined
  readonly NextToken?: string | undefined
}

export interface ListConnectionsRequest {
  readonly NamePrefix?: string | undefined
  readonly ConnectionState?: ConnectionState | undefined
  readonly NextToken?: string | undefined
  readonly Limit?: number | undefined
}

export interface ListConnectionsResponse {
  readonly Connections?: readonly Connection[] | undefined
  readonly NextToken?: string | undefined
}

export interface ListEventBusesRequest {
  readonly NamePrefix?: string | undefined
  readonly NextToken?: string | undefined
  readonly Limit?: number | undefined
}

export interface ListEventBusesResponse {
  readonly EventBuses?: readonly EventBus[] | undefined
  readonly NextToken?: string | undefined
}

export interface ListRuleNamesByTargetRequest {
  readonly TargetArn: string
  readonly EventBusName?: string | undefined
  readonly NextToken?: string | undefined
  readonly Limit?: number | undefined
}

export interface ListRuleNamesByTargetResponse {
  readonly RuleNames?: readonly string[] | undefined
  readonly NextToken?: string | undefined
}

export interface ListRulesRequest {
  readonly NamePrefix?: string | undefined
  readonly EventBusName?: string | undefined
  readonly NextToken?: string | undefined
  readonly Limit?: number | undefined
}

export interface ListRulesResponse {
  readonly Rules?: readonly Rule[] | undefined
  readonly NextToken?: string | undefined
}

export interface ListTagsForResourceRequest {
  readonly ResourceARN: string
}

export interface ListTagsForResourceResponse {
  readonly Tags?: readonly Tag[] | undefined
}

export interface ListTargetsByRuleRequest {
  readonly Rule: string
  readonly EventBusName?: string | undefined
  readonly NextToken?: string | undefined
  readonly Limit?: number | undefined
}

export interface ListTargetsByRuleResponse {
  readonly Targets?: readonly Target[] | undefined
  readonly NextToken?: string | undefined
}

export interface LogConfig {
  readonly IncludeDetail?: IncludeDetail | undefined
  readonly Level?: Level | undefined
}

export interface NetworkConfiguration {
  readonly awsvpcConfiguration?: AwsVpcConfiguration | undefined
}

export interface PlacementConstraint {
  readonly type?: PlacementConstraintType | undefined
  readonly expression?: string | undefined
}

export type PlacementConstraintType = 'distinctInstance' | 'memberOf'

export interface PlacementStrategy {
  readonly type?: PlacementStrategyType | undefined
  readonly field?: string | undefined
}

export type PlacementStrategyType = 'random' | 'spread' | 'binpack'

export type PropagateTags = 'TASK_DEFINITION'

export interface PutEventsRequest {
  readonly Entries: readonly PutEventsRequestEntry[]
  readonly EndpointId?: string | undefined
}

export interface PutEventsRequestEntry {
  readonly Time?: number | undefined
  readonly Source?: string | undefined
  readonly Resources?: readonly string[] | undefined
  readonly DetailType?: string | undefined
  readonly Detail?: string | undefined
  readonly EventBusName?: string | undefined
  readonly TraceHeader?: string | undefined
}

export interface PutEventsResponse {
  readonly FailedEntryCount?: number | undefined
  readonly Entries?: readonly PutEventsResultEntry[] | undefined
}

export interface PutEventsResultEntry {
  readonly EventId?: string | undefined
  readonly ErrorCode?: string | undefined
  readonly ErrorMessage?: string | undefined
}

export interface PutRuleRequest {
  readonly Name: string
  readonly ScheduleExpression?: string | undefined
  readonly EventPattern?: string | undefined
  readonly State?: RuleState | undefined
  readonly Description?: string | undefined
  readonly RoleArn?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly EventBusName?: string | undefined
}

export interface PutRuleResponse {
  readonly RuleArn?: string | undefined
}

export interface PutTargetsRequest {
  readonly Rule: string
  readonly EventBusName?: string | undefined
  readonly Targets: readonly Target[]
}

export interface PutTargetsResponse {
  readonly FailedEntryCount?: number | undefined
  readonly FailedEntries?: readonly PutTargetsResultEntry[] | undefined
}

export interface PutTargetsResultEntry {
  readonly TargetId?: string | undefined
  readonly ErrorCode?: string | undefined
  readonly ErrorMessage?: string | undefined
}

export interface RedshiftDataParameters {
  readonly SecretManagerArn?: string | undefined
  readonly Database: string
  readonly DbUser?: string | undefined
  readonly Sql?: string | undefined
  readonly StatementName?: string | undefined
  readonly WithEvent?: boolean | undefined
  readonly Sqls?: readonly string[] | undefined
}

export interface RemoveTargetsRequest {
  readonly Rule: string
  readonly EventBusName?: string | undefined
  readonly Ids: readonly string[]
  readonly Force?: boolean | undefined
}

export interface RemoveTargetsResponse {
  readonly FailedEntryCount?: number | undefined
  readonly FailedEntries?: readonly RemoveTargetsResultEntry[] | undefined
}

export interface RemoveTargetsResultEntry {
  readonly TargetId?: string | undefined
  readonly ErrorCode?: string | undefined
  readonly ErrorMessage?: string | undefined
}

export interface RetryPolicy {
  readonly MaximumRetryAttempts?: number | undefined
  readonly MaximumEventAgeInSeconds?: number | undefined
}

export interface Rule {
  readonly Name?: string | undefined
  readonly Arn?: string | undefined
  readonly EventPattern?: string | undefined
  readonly State?: RuleState | undefined
  readonly Description?: string | undefined
  readonly ScheduleExpression?: string | undefined
  readonly RoleArn?: string | undefined
  readonly ManagedBy?: string | undefined
  readonly EventBusName?: string | undefined
}

export type RuleState = 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'

export interface RunCommandParameters {
  readonly RunCommandTargets: readonly RunCommandTarget[]
}

export interface RunCommandTarget {
  readonly Key: string
  readonly Values: readonly string[]
}

export interface SageMakerPipelineParameter {
  readonly Name: string
  readonly Value: string
}

export interface SageMakerPipelineParameters {
  readonly PipelineParameterList?: readonly SageMakerPipelineParameter[] | undefined
}

export interface SqsParameters {
  readonly MessageGroupId?: string | undefined
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface TagResourceRequest {
  readonly ResourceARN: string
  readonly Tags: readonly Tag[]
}

export type TagResourceResponse = Readonly<Record<string, never>>

export interface Target {
  readonly Id: string
  readonly Arn: string
  readonly RoleArn?: string | undefined
  readonly Input?: string | undefined
  readonly InputPath?: string | undefined
  readonly InputTransformer?: InputTransformer | undefined
  readonly KinesisParameters?: KinesisParameters | undefined
  readonly RunCommandParameters?: RunCommandParameters | undefined
  readonly EcsParameters?: EcsParameters | undefined
  readonly BatchParameters?: BatchParameters | undefined
  readonly SqsParameters?: SqsParameters | undefined
  readonly HttpParameters?: HttpParameters | undefined
  readonly RedshiftDataParameters?: RedshiftDataParameters | undefined
  readonly SageMakerPipelineParameters?: SageMakerPipelineParameters | undefined
  readonly DeadLetterConfig?: DeadLetterConfig | undefined
  readonly RetryPolicy?: RetryPolicy | undefined
  readonly AppSyncParameters?: AppSyncParameters | undefined
}

export interface TestEventPatternRequest {
  readonly EventPattern: string
  readonly Event: string
}

export interface TestEventPatternResponse {
  readonly Result?: boolean | undefined
}

export interface UntagResourceRequest {
  readonly ResourceARN: string
  readonly TagKeys: readonly string[]
}

export type UntagResourceResponse = Readonly<Record<string, never>>

export interface UpdateApiDestinationRequest {
  readonly Name: string
  readonly Description?: string | undefined
  readonly ConnectionArn?: string | undefined
  readonly InvocationEndpoint?: string | undefined
  readonly HttpMethod?: ApiDestinationHttpMethod | undefined
  readonly InvocationRateLimitPerSecond?: number | undefined
}

export interface UpdateApiDestinationResponse {
  readonly ApiDestinationArn?: string | undefined
  readonly ApiDestinationState?: ApiDestinationState | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
}

export interface UpdateConnectionApiKeyAuthRequestParameters {
  readonly ApiKeyName?: string | undefined
  readonly ApiKeyValue?: string | undefined
}

export interface UpdateConnectionAuthRequestParameters {
  readonly BasicAuthParameters?: UpdateConnectionBasicAuthRequestParameters | undefined
  readonly OAuthParameters?: UpdateConnectionOAuthRequestParameters | undefined
  readonly ApiKeyAuthParameters?: UpdateConnectionApiKeyAuthRequestParameters | undefined
  readonly InvocationHttpParameters?: ConnectionHttpParameters | undefined
  readonly ConnectivityParameters?: ConnectivityResourceParameters | undefined
}

export interface UpdateConnectionBasicAuthRequestParameters {
  readonly Username?: string | undefined
  readonly Password?: string | undefined
}

export interface UpdateConnectionOAuthClientRequestParameters {
  readonly ClientID?: string | undefined
  readonly ClientSecret?: string | undefined
}

export interface UpdateConnectionOAuthRequestParameters {
  readonly ClientParameters?: UpdateConnectionOAuthClientRequestParameters | undefined
  readonly AuthorizationEndpoint?: string | undefined
  readonly HttpMethod?: ConnectionOAuthHttpMethod | undefined
  readonly OAuthHttpParameters?: ConnectionHttpParameters | undefined
}

export interface UpdateConnectionRequest {
  readonly Name: string
  readonly Description?: string | undefined
  readonly AuthorizationType?: ConnectionAuthorizationType | undefined
  readonly AuthParameters?: UpdateConnectionAuthRequestParameters | undefined
  readonly InvocationConnectivityParameters?: ConnectivityResourceParameters | undefined
  readonly KmsKeyIdentifier?: string | undefined
}

export interface UpdateConnectionResponse {
  readonly ConnectionArn?: string | undefined
  readonly ConnectionState?: ConnectionState | undefined
  readonly CreationTime?: number | undefined
  readonly LastModifiedTime?: number | undefined
  readonly LastAuthorizedTime?: number | undefined
}
