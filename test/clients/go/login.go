package main

import (
	"context"
	"encoding/base64"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
)

// login gets a token and shows it to the registry that it is for.
func login(ctx context.Context, client *ecr.Client) (any, error) {
	answer, err := client.GetAuthorizationToken(ctx, &ecr.GetAuthorizationTokenInput{})
	if err != nil {
		return nil, err
	}
	data := answer.AuthorizationData[0]
	decoded, err := base64.StdEncoding.DecodeString(aws.ToString(data.AuthorizationToken))
	if err != nil {
		return nil, err
	}
	user, password, _ := strings.Cut(string(decoded), ":")
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, aws.ToString(data.ProxyEndpoint)+"/v2/", nil)
	if err != nil {
		return nil, err
	}
	request.SetBasicAuth(user, password)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"entries":       len(answer.AuthorizationData),
		"user":          user,
		"proxyEndpoint": data.ProxyEndpoint,
		"hours":         math.Round(time.Until(aws.ToTime(data.ExpiresAt)).Hours()),
		"status":        response.StatusCode,
	}, response.Body.Close()
}
