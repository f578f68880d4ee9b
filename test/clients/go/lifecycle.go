package main

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
)

const lifecyclePolicy = `{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}`

// lifecycle puts, previews, gets and deletes a policy of which images of a repository expire.
func lifecycle(ctx context.Context, client *ecr.Client) (any, error) {
	target, err := createRepository(ctx, client, "go/lifecycle")
	if err != nil {
		return nil, err
	}
	if err := target.pushImages(ctx, "v1", "v2", "v3"); err != nil {
		return nil, err
	}
	text := aws.String(lifecyclePolicy)
	put, err := client.PutLifecyclePolicy(ctx, &ecr.PutLifecyclePolicyInput{RepositoryName: target.name, LifecyclePolicyText: text})
	if err != nil {
		return nil, err
	}
	got, err := client.GetLifecyclePolicy(ctx, &ecr.GetLifecyclePolicyInput{RepositoryName: target.name})
	if err != nil {
		return nil, err
	}
	expiring, err := target.preview(ctx)
	if err != nil {
		return nil, err
	}
	deleted, err := client.DeleteLifecyclePolicy(ctx, &ecr.DeleteLifecyclePolicyInput{RepositoryName: target.name})
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"texts":     []*string{put.LifecyclePolicyText, got.LifecyclePolicyText, deleted.LifecyclePolicyText},
		"evaluated": got.LastEvaluatedAt,
		"expiring":  expiring,
	}, nil
}

// preview waits until it is known which images would expire, and pages through their tags.
func (r repository) preview(ctx context.Context) (pages [][]string, err error) {
	start := &ecr.StartLifecyclePolicyPreviewInput{RepositoryName: r.name}
	if _, err := r.client.StartLifecyclePolicyPreview(ctx, start); err != nil {
		return nil, err
	}
	waiter := ecr.NewLifecyclePolicyPreviewCompleteWaiter(r.client, func(options *ecr.LifecyclePolicyPreviewCompleteWaiterOptions) {
		options.MinDelay = time.Second
	})
	if err := waiter.Wait(ctx, &ecr.GetLifecyclePolicyPreviewInput{RepositoryName: r.name}, time.Minute); err != nil {
		return nil, err
	}
	input := &ecr.GetLifecyclePolicyPreviewInput{RepositoryName: r.name, MaxResults: aws.Int32(1)}
	for paginator := ecr.NewGetLifecyclePolicyPreviewPaginator(r.client, input); paginator.HasMorePages(); {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		tags := []string{}
		for _, each := range page.PreviewResults {
			tags = append(tags, each.ImageTags...)
		}
		pages = append(pages, tags)
	}
	return pages, nil
}
