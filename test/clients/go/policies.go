package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
)

// policies sets, gets and deletes the policies of a repository and of its registry, and changes a setting.
func policies(ctx context.Context, client *ecr.Client) (any, error) {
	target, err := createRepository(ctx, client, "go/policies")
	if err != nil {
		return nil, err
	}
	ofRepository, err := target.policyTexts(ctx)
	if err != nil {
		return nil, err
	}
	ofRegistry, err := registryPolicyTexts(ctx, client)
	if err != nil {
		return nil, err
	}
	name := aws.String("REGISTRY_POLICY_SCOPE")
	put, err := client.PutAccountSetting(ctx, &ecr.PutAccountSettingInput{Name: name, Value: aws.String("V1")})
	if err != nil {
		return nil, err
	}
	setting, err := client.GetAccountSetting(ctx, &ecr.GetAccountSettingInput{Name: name})
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"repository": ofRepository,
		"registry":   ofRegistry,
		"setting":    []*string{put.Value, setting.Value},
	}, nil
}

const (
	repositoryPolicy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}`
	registryPolicy   = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:ReplicateImage","Resource":"*"}]}`
)

// policyTexts are those that setting, getting and deleting a policy answer.
func (r repository) policyTexts(ctx context.Context) ([]*string, error) {
	set, err := r.client.SetRepositoryPolicy(ctx, &ecr.SetRepositoryPolicyInput{
		RepositoryName: r.name,
		PolicyText:     aws.String(repositoryPolicy),
	})
	if err != nil {
		return nil, err
	}
	got, err := r.client.GetRepositoryPolicy(ctx, &ecr.GetRepositoryPolicyInput{RepositoryName: r.name})
	if err != nil {
		return nil, err
	}
	deleted, err := r.client.DeleteRepositoryPolicy(ctx, &ecr.DeleteRepositoryPolicyInput{RepositoryName: r.name})
	if err != nil {
		return nil, err
	}
	return []*string{set.PolicyText, got.PolicyText, deleted.PolicyText}, nil
}

func registryPolicyTexts(ctx context.Context, client *ecr.Client) ([]*string, error) {
	put, err := client.PutRegistryPolicy(ctx, &ecr.PutRegistryPolicyInput{PolicyText: aws.String(registryPolicy)})
	if err != nil {
		return nil, err
	}
	got, err := client.GetRegistryPolicy(ctx, &ecr.GetRegistryPolicyInput{})
	if err != nil {
		return nil, err
	}
	deleted, err := client.DeleteRegistryPolicy(ctx, &ecr.DeleteRegistryPolicyInput{})
	if err != nil {
		return nil, err
	}
	return []*string{put.PolicyText, got.PolicyText, deleted.PolicyText}, nil
}
