package dev.gatehouse.web.object;

import static dev.gatehouse.web.object.S3Calls.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings of the S3 protocol. */
class S3ListingTest {
    @TempDir
    Path folder;

    private final S3Calls calls = new S3Calls();

    @Test
    void aListingRollsUpAndGoesOn() throws IOException {
        GuardedStore store = calls.store(folder);
        for (String key : List.of("a", "b/1", "b/2", "c & <d>", "e/1", "f")) {
            FileObjectStorageTest.put(new InBucket(store.storage), "eu-west-1:me/" + key, "x");
        }
        StringBuilder seen = new StringBuilder();
        String token = "";
        int pages = 0;
        do {
            String xml = body(calls.send(
                    store, "GET", "/photos?list-type=2&delimiter=%2F&prefix=eu-west-1%3Ame%2F&max-keys=2" + token, ""));
            Pattern.compile("<(?:Key|Prefix)>eu-west-1:me/([^<]+)</")
                    .matcher(xml)
                    .results()
                    .forEach(match -> seen.append(match.group(1)).append(' '));
            token = Pattern.compile("<NextContinuationToken>([^<]+)<")
                    .matcher(xml)
                    .results()
                    .map(match -> "&continuation-token=" + match.group(1))
                    .findFirst()
                    .orElse("");
            assertThat(xml).contains("<IsTruncated>" + !token.isEmpty() + "</IsTruncated>");
            pages++;
        } while (!token.isEmpty());
        assertThat(seen).hasToString("a b/ c &amp; &lt;d&gt; e/ f ");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aListingIsEncodedWhereAskedFor() throws IOException {
        GuardedStore store = calls.store(folder);
        FileObjectStorageTest.put(new InBucket(store.storage), "eu-west-1:me/ü +", "x");
        assertThat(body(calls.send(store, "GET", "/photos?list-type=2&prefix=eu-west-1%3Ame%2F&encoding-type=url", "")))
                .contains("<Key>eu-west-1%3Ame/%C3%BC%20%2B</Key>", "<EncodingType>url</EncodingType>");
        assertThat(body(calls.send(store, "GET", "/photos?list-type=2&prefix=eu-west-1%3Ame%2F&max-keys=0", "")))
                .contains("<KeyCount>0</KeyCount>", "<IsTruncated>false</IsTruncated>");
        assertThat(body(calls.send(
                        store,
                        "GET",
                        "/photos?list-type=2&prefix=eu-west-1%3Ame%2F&start-after=eu-west-1%3Ame%2F%C3%BC%20%2B",
                        "")))
                .contains("<KeyCount>0</KeyCount>", "<StartAfter>");
    }
}
