package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
)

// templates keeps a template, pushes to a repository that is created by it, and deletes the template.
func templates(ctx context.Context, client *ecr.Client) (any, error) {
	prefix := aws.String("go/templates")
	created, err := client.CreateRepositoryCreationTemplate(ctx, &ecr.CreateRepositoryCreationTemplateInput{
		Prefix:             prefix,
		AppliedFor:         []types.RCTAppliedFor{types.RCTAppliedForCreateOnPush},
		ImageTagMutability: types.ImageTagMutabilityImmutable,
	})
	if err != nil {
		return nil, err
	}
	updated, err := client.UpdateRepositoryCreationTemplate(ctx, &ecr.UpdateRepositoryCreationTemplateInput{
		Prefix:      prefix,
		Description: aws.String("for pushes"),
	})
	if err != nil {
		return nil, err
	}
	mutability, err := mutabilityOfPushed(ctx, client, *prefix+"/app")
	if err != nil {
		return nil, err
	}
	deleted, err := client.DeleteRepositoryCreationTemplate(ctx, &ecr.DeleteRepositoryCreationTemplateInput{Prefix: prefix})
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"created":    created.RepositoryCreationTemplate,
		"updated":    updated.RepositoryCreationTemplate,
		"deleted":    deleted.RepositoryCreationTemplate,
		"mutability": mutability,
	}, nil
}

// mutabilityOfPushed is that of a repository which a push has created.
func mutabilityOfPushed(ctx context.Context, client *ecr.Client, name string) (types.ImageTagMutability, error) {
	target := repository{client, aws.String(name)}
	if err := target.pushImages(ctx, "v1"); err != nil {
		return "", err
	}
	described, err := client.DescribeRepositories(ctx, &ecr.DescribeRepositoriesInput{RepositoryNames: []string{name}})
	if err != nil {
		return "", err
	}
	return described.Repositories[0].ImageTagMutability, nil
}
