/** Chapter 5.2: two users may pull, a third may do everything. */
export const twoReaders = {
  Version: '2008-10-17',
  Statement: [
    {
      Sid: 'AllowPull',
      Effect: 'Allow',
      Principal: {
        AWS: ['arn:aws:iam::123456789012:user/pull-user-1', 'arn:aws:iam::123456789012:user/pull-user-2'],
      },
      Action: ['ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage', 'ecr:BatchCheckLayerAvailability'],
    },
    {
      Sid: 'AllowAll',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::123456789012:user/admin-user' },
      Action: ['ecr:*'],
    },
  ],
}

/** Chapter 5.2: one network but for an address of it. */
export const oneNetwork = {
  Version: '2012-10-17',
  Id: 'ECRPolicyId1',
  Statement: [
    {
      Sid: 'IPAllow',
      Effect: 'Allow',
      Principal: '*',
      Action: 'ecr:*',
      Resource: 'arn:aws:ecr:us-east-1:123456789012:repository/my-repo',
      Condition: {
        NotIpAddress: { 'aws:SourceIp': '54.240.143.188/32' },
        IpAddress: { 'aws:SourceIp': '54.240.143.0/24' },
      },
    },
  ],
}

/** Chapter 8: the developers of an application push it and pull it. */
export const developers = {
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
}

/** Chapter 8, less a brace that the document has too many. */
export const lifecyclePolicy = {
  rules: [
    {
      rulePriority: 10,
      description: 'Expire old images',
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 800 },
      action: { type: 'expire' },
    },
  ],
}
