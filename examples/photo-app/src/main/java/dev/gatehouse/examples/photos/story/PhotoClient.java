package dev.gatehouse.examples.photos.story;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A user's own S3 client: the unmodified AWS SDK with the credentials that the identity pool vended. */
final class PhotoClient implements AutoCloseable {
    private final S3Client s3;
    private final String bucket;

    PhotoClient(URI endpoint, String region, String bucket, Credentials credentials) {
        this.bucket = bucket;
        this.s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretKey(), credentials.sessionToken())))
                .build();
    }

    void put(String key, byte[] photo) {
        s3.putObject(r -> r.bucket(bucket).key(key).contentType("image/jpeg"), RequestBody.fromBytes(photo));
    }

    byte[] get(String key) {
        ResponseBytes<GetObjectResponse> photo =
                s3.getObjectAsBytes(r -> r.bucket(bucket).key(key));
        return photo.asByteArray();
    }

    long size(String key) {
        return s3.headObject(r -> r.bucket(bucket).key(key)).contentLength();
    }

    void delete(String key) {
        s3.deleteObject(r -> r.bucket(bucket).key(key));
    }

    List<String> list(String prefix) {
        return s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix).maxKeys(2)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public void close() {
        s3.close();
    }
}
