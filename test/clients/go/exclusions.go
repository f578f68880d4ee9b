package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
)

// exclusions registers whose pulls leave no time, lists them, and takes them away again.
func exclusions(ctx context.Context, client *ecr.Client) (any, error) {
	arn := aws.String("arn:aws:iam::123456789012:role/scanner")
	registered, err := client.RegisterPullTimeUpdateExclusion(ctx, &ecr.RegisterPullTimeUpdateExclusionInput{PrincipalArn: arn})
	if err != nil {
		return nil, err
	}
	listed, err := client.ListPullTimeUpdateExclusions(ctx, &ecr.ListPullTimeUpdateExclusionsInput{})
	if err != nil {
		return nil, err
	}
	deregistered, err := client.DeregisterPullTimeUpdateExclusion(ctx, &ecr.DeregisterPullTimeUpdateExclusionInput{PrincipalArn: arn})
	if err != nil {
		return nil, err
	}
	left, err := client.ListPullTimeUpdateExclusions(ctx, &ecr.ListPullTimeUpdateExclusionsInput{})
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"registered":   registered.PrincipalArn,
		"since":        registered.CreatedAt,
		"listed":       listed.PullTimeUpdateExclusions,
		"deregistered": deregistered.PrincipalArn,
		"left":         left.PullTimeUpdateExclusions,
	}, nil
}
