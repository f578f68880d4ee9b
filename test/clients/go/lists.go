package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
)

// lists pages through all that has pages, two entries at a time.
func lists(ctx context.Context, client *ecr.Client) (any, error) {
	var target repository
	for number := range 5 {
		created, err := createRepository(ctx, client, fmt.Sprintf("go/pages/%d", number))
		if err != nil {
			return nil, err
		}
		target = created
	}
	if _, err := target.pushLayer(ctx, []byte("{}"), 2); err != nil {
		return nil, err
	}
	for number := range 5 {
		tag := fmt.Sprintf("v%d", number)
		if _, err := target.put(ctx, manifestOf([]byte("{}"), []byte("{}"), tag), tag); err != nil {
			return nil, err
		}
	}
	repositories, err := repositoryPages(ctx, client)
	if err != nil {
		return nil, err
	}
	tags, err := tagPages(ctx, target)
	if err != nil {
		return nil, err
	}
	details, err := detailPages(ctx, target)
	return map[string]any{"repositories": repositories, "tags": tags, "details": details}, err
}

func repositoryPages(ctx context.Context, client *ecr.Client) (pages [][]string, err error) {
	input := &ecr.DescribeRepositoriesInput{MaxResults: aws.Int32(2)}
	for paginator := ecr.NewDescribeRepositoriesPaginator(client, input); paginator.HasMorePages(); {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		names := []string{}
		for _, each := range page.Repositories {
			names = append(names, aws.ToString(each.RepositoryName))
		}
		pages = append(pages, names)
	}
	return pages, nil
}

func tagPages(ctx context.Context, target repository) (pages [][]string, err error) {
	input := &ecr.ListImagesInput{RepositoryName: target.name, MaxResults: aws.Int32(2)}
	for paginator := ecr.NewListImagesPaginator(target.client, input); paginator.HasMorePages(); {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		tags := []string{}
		for _, each := range page.ImageIds {
			tags = append(tags, aws.ToString(each.ImageTag))
		}
		pages = append(pages, tags)
	}
	return pages, nil
}

func detailPages(ctx context.Context, target repository) (pages [][]string, err error) {
	input := &ecr.DescribeImagesInput{RepositoryName: target.name, MaxResults: aws.Int32(2)}
	for paginator := ecr.NewDescribeImagesPaginator(target.client, input); paginator.HasMorePages(); {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		tags := []string{}
		for _, each := range page.ImageDetails {
			tags = append(tags, each.ImageTags...)
		}
		pages = append(pages, tags)
	}
	return pages, nil
}
