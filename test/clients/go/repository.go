package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
)

const (
	manifestType = "application/vnd.oci.image.manifest.v1+json"
	configType   = "application/vnd.oci.image.config.v1+json"
	layerType    = "application/vnd.oci.image.layer.v1.tar"
)

// repository is one to push to.
type repository struct {
	client *ecr.Client
	name   *string
}

func createRepository(ctx context.Context, client *ecr.Client, name string) (repository, error) {
	_, err := client.CreateRepository(ctx, &ecr.CreateRepositoryInput{RepositoryName: aws.String(name)})
	return repository{client, aws.String(name)}, err
}

// pushLayer uploads content in parts of a size and returns what completing it answers.
func (r repository) pushLayer(ctx context.Context, content []byte, partSize int) (*ecr.CompleteLayerUploadOutput, error) {
	upload, err := r.client.InitiateLayerUpload(ctx, &ecr.InitiateLayerUploadInput{RepositoryName: r.name})
	if err != nil {
		return nil, err
	}
	for first := 0; first < len(content); first += partSize {
		end := min(first+partSize, len(content))
		_, err := r.client.UploadLayerPart(ctx, &ecr.UploadLayerPartInput{
			RepositoryName: r.name,
			UploadId:       upload.UploadId,
			PartFirstByte:  aws.Int64(int64(first)),
			PartLastByte:   aws.Int64(int64(end - 1)),
			LayerPartBlob:  content[first:end],
		})
		if err != nil {
			return nil, err
		}
	}
	return r.client.CompleteLayerUpload(ctx, &ecr.CompleteLayerUploadInput{
		RepositoryName: r.name,
		UploadId:       upload.UploadId,
		LayerDigests:   []string{digestOf(content)},
	})
}

func (r repository) put(ctx context.Context, manifest string, tag string) (*ecr.PutImageOutput, error) {
	return r.client.PutImage(ctx, &ecr.PutImageInput{
		RepositoryName: r.name,
		ImageManifest:  aws.String(manifest),
		ImageTag:       aws.String(tag),
	})
}

// pushImages pushes an image of its own for each of these tags.
func (r repository) pushImages(ctx context.Context, tags ...string) error {
	content := []byte("{}")
	if _, err := r.pushLayer(ctx, content, len(content)); err != nil {
		return err
	}
	for _, tag := range tags {
		if _, err := r.put(ctx, manifestOf(content, content, tag), tag); err != nil {
			return err
		}
	}
	return nil
}

// manifestOf describes an image of one layer; the same annotation always gives the same digest.
func manifestOf(configuration, layer []byte, annotation string) string {
	document, err := json.Marshal(map[string]any{
		"schemaVersion": 2,
		"mediaType":     manifestType,
		"config":        descriptor(configType, configuration),
		"layers":        []any{descriptor(layerType, layer)},
		"annotations":   map[string]string{"org.example.is": annotation},
	})
	if err != nil {
		panic(err)
	}
	return string(document)
}

func descriptor(mediaType string, content []byte) map[string]any {
	return map[string]any{"mediaType": mediaType, "digest": digestOf(content), "size": len(content)}
}

func digestOf(content []byte) string {
	return fmt.Sprintf("sha256:%x", sha256.Sum256(content))
}
