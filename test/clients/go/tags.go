package main

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi"
	"github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi/types"
)

// tags uses every operation of the tagging API that ecrd has. This SDK asks for them in CBOR.
func tags(ctx context.Context, client *ecr.Client) (any, error) {
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, err
	}
	tagging := resourcegroupstaggingapi.NewFromConfig(settings)
	var arns []string
	for _, name := range []string{"go/tags/0", "go/tags/1"} {
		created, err := client.CreateRepository(ctx, &ecr.CreateRepositoryInput{RepositoryName: aws.String(name)})
		if err != nil {
			return nil, err
		}
		arns = append(arns, aws.ToString(created.Repository.RepositoryArn))
	}
	tagged, err := tagging.TagResources(ctx, &resourcegroupstaggingapi.TagResourcesInput{
		ResourceARNList: append(arns, "arn:aws:s3:::bucket"),
		Tags:            map[string]string{"team": "gophers"},
	})
	if err != nil {
		return nil, err
	}
	found, err := taggedPages(ctx, tagging)
	if err != nil {
		return nil, err
	}
	keys, err := tagging.GetTagKeys(ctx, &resourcegroupstaggingapi.GetTagKeysInput{})
	if err != nil {
		return nil, err
	}
	values, err := tagging.GetTagValues(ctx, &resourcegroupstaggingapi.GetTagValuesInput{Key: aws.String("team")})
	if err != nil {
		return nil, err
	}
	untagged, err := tagging.UntagResources(ctx, &resourcegroupstaggingapi.UntagResourcesInput{
		ResourceARNList: arns, TagKeys: []string{"team"},
	})
	if err != nil {
		return nil, err
	}
	var refused *types.InvalidParameterException
	tooMany := &resourcegroupstaggingapi.GetResourcesInput{ResourcesPerPage: aws.Int32(1_000)}
	if _, err := tagging.GetResources(ctx, tooMany); !errors.As(err, &refused) {
		return nil, errors.New("a page of a thousand resources was not refused")
	}
	return map[string]any{
		"failed": len(tagged.FailedResourcesMap), "found": found, "keys": keys.TagKeys, "values": values.TagValues,
		"left": len(untagged.FailedResourcesMap), "refused": refused.ErrorMessage(),
	}, nil
}

func taggedPages(ctx context.Context, tagging *resourcegroupstaggingapi.Client) (pages [][]string, err error) {
	input := &resourcegroupstaggingapi.GetResourcesInput{
		ResourcesPerPage: aws.Int32(1),
		TagFilters:       []types.TagFilter{{Key: aws.String("team"), Values: []string{"gophers"}}},
	}
	for paginator := resourcegroupstaggingapi.NewGetResourcesPaginator(tagging, input); paginator.HasMorePages(); {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		arns := []string{}
		for _, each := range page.ResourceTagMappingList {
			arns = append(arns, aws.ToString(each.ResourceARN))
		}
		pages = append(pages, arns)
	}
	return pages, nil
}
