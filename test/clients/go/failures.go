package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecr/types"
)

// failures does what must not be done, and looks for each error by its type.
func failures(ctx context.Context, client *ecr.Client) (any, error) {
	target, err := createRepository(ctx, client, "go/failures")
	if err != nil {
		return nil, err
	}
	if _, err := target.pushLayer(ctx, []byte("{}"), 2); err != nil {
		return nil, err
	}
	if _, err := target.put(ctx, manifestOf([]byte("{}"), []byte("{}"), "first"), "v1"); err != nil {
		return nil, err
	}
	return []any{
		repositoryFailures(ctx, target),
		imageFailures(ctx, target),
		layerFailures(ctx, target),
		absences(ctx, target),
	}, nil
}

func repositoryFailures(ctx context.Context, target repository) []any {
	_, missing := target.client.ListImages(ctx, &ecr.ListImagesInput{RepositoryName: aws.String("go/missing")})
	_, exists := createRepository(ctx, target.client, *target.name)
	_, notEmpty := target.client.DeleteRepository(ctx, &ecr.DeleteRepositoryInput{RepositoryName: target.name})
	_, invalid := createRepository(ctx, target.client, "Upper/Case")
	return []any{
		as[*types.RepositoryNotFoundException](missing),
		as[*types.RepositoryAlreadyExistsException](exists),
		as[*types.RepositoryNotEmptyException](notEmpty),
		as[*types.InvalidParameterException](invalid),
	}
}

func imageFailures(ctx context.Context, target repository) []any {
	first := manifestOf([]byte("{}"), []byte("{}"), "first")
	_, exists := target.put(ctx, first, "v1")
	_, withoutLayers := target.put(ctx, manifestOf([]byte("{}"), []byte("absent"), "second"), "v2")
	absent := []types.ImageIdentifier{{ImageTag: aws.String("v9")}}
	_, missing := target.client.DescribeImages(ctx, &ecr.DescribeImagesInput{RepositoryName: target.name, ImageIds: absent})
	_, err := target.client.PutImageTagMutability(ctx, &ecr.PutImageTagMutabilityInput{
		RepositoryName:     target.name,
		ImageTagMutability: types.ImageTagMutabilityImmutable,
	})
	_, immutable := target.put(ctx, manifestOf([]byte("{}"), []byte("{}"), "another"), "v1")
	return []any{
		as[*types.ImageAlreadyExistsException](exists),
		as[*types.LayersNotFoundException](withoutLayers),
		as[*types.ImageNotFoundException](missing),
		as[*types.ImageTagAlreadyExistsException](errors.Join(err, immutable)),
	}
}

func layerFailures(ctx context.Context, target repository) []any {
	_, exists := target.pushLayer(ctx, []byte("{}"), 2)
	upload, err := target.client.InitiateLayerUpload(ctx, &ecr.InitiateLayerUploadInput{RepositoryName: target.name})
	if err != nil {
		return []any{fmt.Sprint(err)}
	}
	complete := &ecr.CompleteLayerUploadInput{
		RepositoryName: target.name,
		UploadId:       upload.UploadId,
		LayerDigests:   []string{digestOf([]byte("{}"))},
	}
	_, empty := target.client.CompleteLayerUpload(ctx, complete)
	part := &ecr.UploadLayerPartInput{
		RepositoryName: target.name,
		UploadId:       upload.UploadId,
		PartFirstByte:  aws.Int64(0),
		PartLastByte:   aws.Int64(1),
		LayerPartBlob:  []byte("{}"),
	}
	_, err = target.client.UploadLayerPart(ctx, part)
	part.PartFirstByte, part.PartLastByte = aws.Int64(10), aws.Int64(11)
	_, gap := target.client.UploadLayerPart(ctx, part)
	complete.UploadId = aws.String("3f0d8a62-27b5-4f4b-9d0e-5a1d4fb0c1de")
	_, missing := target.client.CompleteLayerUpload(ctx, complete)
	return []any{
		as[*types.LayerAlreadyExistsException](exists),
		as[*types.InvalidLayerPartException](errors.Join(err, gap)),
		as[*types.EmptyUploadException](empty),
		as[*types.UploadNotFoundException](missing),
		lastByteReceived(gap),
	}
}

// absences are the errors about what neither the repository nor its registry has.
func absences(ctx context.Context, target repository) []any {
	_, policy := target.client.GetLifecyclePolicy(ctx, &ecr.GetLifecyclePolicyInput{RepositoryName: target.name})
	_, preview := target.client.GetLifecyclePolicyPreview(ctx, &ecr.GetLifecyclePolicyPreviewInput{RepositoryName: target.name})
	_, template := target.client.DeleteRepositoryCreationTemplate(ctx, &ecr.DeleteRepositoryCreationTemplateInput{
		Prefix: target.name,
	})
	_, exclusion := target.client.DeregisterPullTimeUpdateExclusion(ctx, &ecr.DeregisterPullTimeUpdateExclusionInput{
		PrincipalArn: aws.String("arn:aws:iam::123456789012:role/absent"),
	})
	return []any{
		as[*types.LifecyclePolicyNotFoundException](policy),
		as[*types.LifecyclePolicyPreviewNotFoundException](preview),
		as[*types.TemplateNotFoundException](template),
		as[*types.ExclusionNotFoundException](exclusion),
	}
}

// lastByteReceived is a member that its error has beside the sentence: where an upload goes on.
func lastByteReceived(err error) *int64 {
	var found *types.InvalidLayerPartException
	if !errors.As(err, &found) {
		return nil
	}
	return found.LastValidByteReceived
}

// modelled is an error that the SDK has a type for.
type modelled interface {
	error
	ErrorCode() string
	ErrorMessage() string
}

// as tells the code and sentence of an error that is a T, or what it is instead.
func as[T modelled](err error) any {
	var found T
	if !errors.As(err, &found) {
		return fmt.Sprintf("not a %T: %v", found, err)
	}
	return [2]string{found.ErrorCode(), found.ErrorMessage()}
}
