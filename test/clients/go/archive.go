package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
)

// archive puts an image into the archive, and tells the status that this answers and that the image is then described with.
func archive(ctx context.Context, client *ecr.Client) (any, error) {
	target, err := createRepository(ctx, client, "go/archive")
	if err != nil {
		return nil, err
	}
	if err := target.pushImages(ctx, "v1"); err != nil {
		return nil, err
	}
	v1 := types.ImageIdentifier{ImageTag: aws.String("v1")}
	archived, err := client.UpdateImageStorageClass(ctx, &ecr.UpdateImageStorageClassInput{
		RepositoryName:     target.name,
		ImageId:            &v1,
		TargetStorageClass: types.TargetStorageClassArchive,
	})
	if err != nil {
		return nil, err
	}
	described, err := client.DescribeImages(ctx, &ecr.DescribeImagesInput{
		RepositoryName: target.name,
		ImageIds:       []types.ImageIdentifier{v1},
	})
	if err != nil {
		return nil, err
	}
	return []types.ImageStatus{archived.ImageStatus, described.ImageDetails[0].ImageStatus}, nil
}
