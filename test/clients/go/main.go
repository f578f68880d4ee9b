// Command sdk-go uses ECR through AWS SDK for Go v2, as a program of its users does, and tells what it saw as JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
)

// story is what one test asks for: its calls, and what the test is to see of their answers.
type story func(ctx context.Context, client *ecr.Client) (any, error)

var stories = map[string]story{
	"login":      login,
	"image":      image,
	"archive":    archive,
	"lists":      lists,
	"failures":   failures,
	"policies":   policies,
	"lifecycle":  lifecycle,
	"registry":   registry,
	"templates":  templates,
	"exclusions": exclusions,
	"tags":       tags,
}

func main() {
	log.SetFlags(0)
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	if len(os.Args) != 2 || stories[os.Args[1]] == nil {
		return fmt.Errorf("usage: sdk-go %s", strings.Join(slices.Sorted(maps.Keys(stories)), " | "))
	}
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return err
	}
	told, err := stories[os.Args[1]](ctx, ecr.NewFromConfig(settings))
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(told)
}
