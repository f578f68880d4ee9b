package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
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
	if err := target.pushImages(ctx, "v0", "v1", "v2", "v3", "v4"); err != nil {
		return nil, err
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
	if err != nil {
		return nil, err
	}
	templates, err := templatePages(ctx, client)
	return map[string]any{"repositories": repositories, "tags": tags, "details": details, "templates": templates}, err
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

func templatePages(ctx context.Context, client *ecr.Client) (pages [][]string, err error) {
	for number := range 3 {
		_, err := client.CreateRepositoryCreationTemplate(ctx, &ecr.CreateRepositoryCreationTemplateInput{
			Prefix:     aws.String(fmt.Sprintf("go/pages/%d", number)),
			AppliedFor: []types.RCTAppliedFor{types.RCTAppliedForReplication},
		})
		if err != nil {
			return nil, err
		}
	}
	input := &ecr.DescribeRepositoryCreationTemplatesInput{MaxResults: aws.Int32(2)}
	for paginator := ecr.NewDescribeRepositoryCreationTemplatesPaginator(client, input); paginator.HasMorePages(); {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		prefixes := []string{}
		for _, each := range page.RepositoryCreationTemplates {
			prefixes = append(prefixes, aws.ToString(each.Prefix))
		}
		pages = append(pages, prefixes)
	}
	return pages, nil
}
