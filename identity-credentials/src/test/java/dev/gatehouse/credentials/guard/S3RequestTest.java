package dev.gatehouse.credentials.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.signature.SignedRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3RequestTest {
    private static Outcome<S3Request> read(String method, String path, String query, String... header) {
        SignedRequest.Builder builder =
                SignedRequest.builder().method(method).rawPath(path).rawQuery(query);
        for (int i = 0; i < header.length; i += 2) {
            builder.header(header[i], header[i + 1]);
        }
        return builder.build().then(S3Request::of);
    }

    @Test
    void operations_map_to_actions_and_resources() {
        record Row(String method, String path, String query, S3Operation operation, String action, String resource) {}
        for (Row row : List.of(
                new Row(
                        "GET",
                        "/photos/a%20b/%C3%A9",
                        "x-id=GetObject",
                        S3Operation.GET_OBJECT,
                        "s3:GetObject",
                        "arn:aws:s3:::photos/a b/é"),
                new Row("HEAD", "/photos/a", "", S3Operation.HEAD_OBJECT, "s3:GetObject", "arn:aws:s3:::photos/a"),
                new Row(
                        "PUT",
                        "/photos/a//../b",
                        "x-id=PutObject",
                        S3Operation.PUT_OBJECT,
                        "s3:PutObject",
                        "arn:aws:s3:::photos/a//../b"),
                new Row(
                        "DELETE",
                        "/photos/a/",
                        "",
                        S3Operation.DELETE_OBJECT,
                        "s3:DeleteObject",
                        "arn:aws:s3:::photos/a/"),
                new Row(
                        "GET",
                        "/photos",
                        "list-type=2",
                        S3Operation.LIST_OBJECTS,
                        "s3:ListBucket",
                        "arn:aws:s3:::photos"),
                new Row(
                        "GET",
                        "/photos/",
                        "list-type=2&prefix=p",
                        S3Operation.LIST_OBJECTS,
                        "s3:ListBucket",
                        "arn:aws:s3:::photos"),
                new Row("HEAD", "/photos/", "", S3Operation.HEAD_BUCKET, "s3:ListBucket", "arn:aws:s3:::photos"))) {
            S3Request request = read(row.method(), row.path(), row.query()).orElseThrow();
            assertThat(request.operation()).isEqualTo(row.operation());
            assertThat(request.operation().action()).isEqualTo(row.action());
            assertThat(request.resourceArn()).isEqualTo(row.resource());
            assertThat(request.toString()).doesNotContain("photos");
        }
        assertThat(read("GET", "/photos", "list-type=2&prefix=a%2F&delimiter=%2F&max-keys=5")
                        .orElseThrow()
                        .context())
                .isEqualTo(
                        Map.of("s3:prefix", List.of("a/"), "s3:delimiter", List.of("/"), "s3:max-keys", List.of("5")));
    }

    @Test
    void what_is_not_known_is_refused() {
        for (String query : List.of(
                "acl",
                "acl=",
                "versionId=1",
                "uploads",
                "tagging",
                "partNumber=1&uploadId=2",
                "response-content-type=text%2Fhtml",
                "prefix=a",
                "X-ID=1",
                "torrent",
                "x-amz-acl=public-read")) {
            assertThat(read("GET", "/photos/a", query).asRefusal())
                    .as(query)
                    .contains(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "s3.sub-resource"));
        }
        for (String method : List.of("POST", "PATCH", "OPTIONS")) {
            assertThat(read(method, "/photos/a", "").asRefusal())
                    .contains(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "s3.method"));
        }
        for (List<String> bucket : List.of(
                List.of("GET", ""),
                List.of("GET", "list-type=1"),
                List.of("PUT", ""),
                List.of("DELETE", ""),
                List.of("GET", "location"))) {
            assertThat(read(bucket.get(0), "/photos", bucket.get(1)).asRefusal())
                    .contains(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "s3.method"));
        }
        assertThat(read("GET", "/", "").asRefusal()).contains(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "s3.method"));
        for (String header : List.of(
                "X-Amz-Copy-Source", "x-amz-acl", "x-amz-grant-read", "x-amz-tagging", "x-amz-object-lock-mode")) {
            assertThat(read("PUT", "/photos/a", "", header, "v").asRefusal())
                    .contains(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "s3.header"));
        }
        for (String bucket : List.of(
                "/Photos/a", "/ab/a", "/a..b/c", "/-ab/c", "/" + "a".repeat(64) + "/b", "/ph%2Aotos/a", "/%2E%2E/a")) {
            assertThat(read("GET", bucket, "").asRefusal())
                    .as(bucket)
                    .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "s3.bucket"));
        }
        for (String key : List.of("a".repeat(1_025), "a%00b", "%0A", "%C2%85")) {
            assertThat(read("GET", "/photos/" + key, "").asRefusal())
                    .contains(Refusal.of(ErrorCode.INVALID_PARAMETER, "s3.key"));
        }
    }
}
