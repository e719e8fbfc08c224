package dev.gatehouse.examples.server.journey;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Unmodified clients of the AWS SDK; only the endpoint is another. */
final class Clients {
    static final AwsCredentials NOBODY = AnonymousCredentialsProvider.create().resolveCredentials();
    static final AwsCredentials ROOT = AwsBasicCredentials.create(TestServer.ROOT_KEY, TestServer.ROOT_SECRET);

    private final URI endpoint;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    Clients(URI endpoint) {
        this.endpoint = endpoint;
    }

    CognitoIdentityProviderClient users(AwsCredentials who) {
        return built(CognitoIdentityProviderClient.builder(), who);
    }

    CognitoIdentityClient identities(AwsCredentials who) {
        return built(CognitoIdentityClient.builder(), who);
    }

    StsClient sts(AwsCredentials who) {
        return built(StsClient.builder(), who);
    }

    S3Client s3(AwsCredentials who) {
        return built(S3Client.builder().forcePathStyle(true), who);
    }

    static AwsCredentials session(Credentials vended) {
        return AwsSessionCredentials.create(vended.accessKeyId(), vended.secretKey(), vended.sessionToken());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(B builder, AwsCredentials who) {
        AwsCredentialsProvider provider =
                who == NOBODY ? AnonymousCredentialsProvider.create() : StaticCredentialsProvider.create(who);
        return builder.endpointOverride(endpoint)
                .region(Region.of("local"))
                .credentialsProvider(provider)
                .httpClient(http)
                .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD))
                .build();
    }
}
