package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
)

// registry describes the registry, tags a repository, lists what refers to an image in it, and deletes it.
func registry(ctx context.Context, client *ecr.Client) (any, error) {
	described, err := client.DescribeRegistry(ctx, &ecr.DescribeRegistryInput{})
	if err != nil {
		return nil, err
	}
	target, err := createRepository(ctx, client, "go/registry")
	if err != nil {
		return nil, err
	}
	tags, err := target.tag(ctx, aws.ToString(described.RegistryId))
	if err != nil {
		return nil, err
	}
	referrers, err := client.ListImageReferrers(ctx, &ecr.ListImageReferrersInput{
		RepositoryName: target.name,
		SubjectId:      &types.SubjectIdentifier{ImageDigest: aws.String(digestOf([]byte("absent")))},
	})
	if err != nil {
		return nil, err
	}
	deleted, err := client.DeleteRepository(ctx, &ecr.DeleteRepositoryInput{RepositoryName: target.name})
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"registry":  described.RegistryId,
		"rules":     len(described.ReplicationConfiguration.Rules),
		"tags":      tags,
		"referrers": len(referrers.Referrers),
		"deleted":   deleted.Repository.RepositoryName,
	}, nil
}

// tag attaches two tags and takes one away; those that are left.
func (r repository) tag(ctx context.Context, account string) ([]types.Tag, error) {
	arn := aws.String("arn:aws:ecr:" + r.client.Options().Region + ":" + account + ":repository/" + *r.name)
	team := types.Tag{Key: aws.String("team"), Value: aws.String("devs")}
	stage := types.Tag{Key: aws.String("stage"), Value: aws.String("test")}
	input := &ecr.TagResourceInput{ResourceArn: arn, Tags: []types.Tag{team, stage}}
	if _, err := r.client.TagResource(ctx, input); err != nil {
		return nil, err
	}
	taken := &ecr.UntagResourceInput{ResourceArn: arn, TagKeys: []string{"stage"}}
	if _, err := r.client.UntagResource(ctx, taken); err != nil {
		return nil, err
	}
	left, err := r.client.ListTagsForResource(ctx, &ecr.ListTagsForResourceInput{ResourceArn: arn})
	if err != nil {
		return nil, err
	}
	return left.Tags, nil
}
