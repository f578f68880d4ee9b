package main

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
)

// image pushes an image layer by layer, describes it, fetches it back and deletes it.
func image(ctx context.Context, client *ecr.Client) (any, error) {
	target, err := createRepository(ctx, client, "go/image")
	if err != nil {
		return nil, err
	}
	configuration, layer := []byte("{}"), bytes.Repeat([]byte("layer"), 3_000_000)
	manifest := manifestOf(configuration, layer, "the image")
	if _, err := target.pushLayer(ctx, configuration, len(configuration)); err != nil {
		return nil, err
	}
	completed, err := target.pushLayer(ctx, layer, 5<<20)
	if err != nil {
		return nil, err
	}
	available, err := client.BatchCheckLayerAvailability(ctx, &ecr.BatchCheckLayerAvailabilityInput{
		RepositoryName: target.name,
		LayerDigests:   []string{digestOf(layer), digestOf([]byte("absent"))},
	})
	if err != nil {
		return nil, err
	}
	stored, err := target.put(ctx, manifest, "v1")
	if err != nil {
		return nil, err
	}
	described, err := client.DescribeImages(ctx, &ecr.DescribeImagesInput{RepositoryName: target.name})
	if err != nil {
		return nil, err
	}
	ids := []types.ImageIdentifier{{ImageTag: aws.String("v1")}, {ImageTag: aws.String("v0")}}
	got, err := client.BatchGetImage(ctx, &ecr.BatchGetImageInput{RepositoryName: target.name, ImageIds: ids})
	if err != nil {
		return nil, err
	}
	pulled, err := target.pullLayer(ctx, digestOf(layer))
	if err != nil {
		return nil, err
	}
	deleted, err := client.BatchDeleteImage(ctx, &ecr.BatchDeleteImageInput{RepositoryName: target.name, ImageIds: ids})
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"completed":  aws.ToString(completed.LayerDigest) == digestOf(layer),
		"layers":     availabilities(available.Layers),
		"stored":     aws.ToString(stored.Image.ImageId.ImageDigest) == digestOf([]byte(manifest)),
		"described":  described.ImageDetails,
		"got":        aws.ToString(got.Images[0].ImageManifest) == manifest,
		"notGot":     got.Failures,
		"pulled":     bytes.Equal(pulled, layer),
		"deleted":    len(deleted.ImageIds),
		"notDeleted": deleted.Failures,
	}, nil
}

// pullLayer follows the URL that the API answers, without credentials.
func (r repository) pullLayer(ctx context.Context, digest string) ([]byte, error) {
	answer, err := r.client.GetDownloadUrlForLayer(ctx, &ecr.GetDownloadUrlForLayerInput{
		RepositoryName: r.name,
		LayerDigest:    aws.String(digest),
	})
	if err != nil {
		return nil, err
	}
	response, err := http.Get(aws.ToString(answer.DownloadUrl))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}

func availabilities(layers []types.Layer) []types.LayerAvailability {
	found := []types.LayerAvailability{}
	for _, layer := range layers {
		found = append(found, layer.LayerAvailability)
	}
	return found
}
