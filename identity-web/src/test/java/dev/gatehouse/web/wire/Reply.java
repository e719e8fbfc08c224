package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the protocol answered. */
record Reply(int status, HttpHeaders headers, Map<String, @Nullable Object> members) {
    /** Returns the error's type; empty if it succeeded. */
    String error() {
        return (String) Objects.requireNonNullElse(members.get("__type"), "");
    }

    String message() {
        return (String) Objects.requireNonNullElse(members.get("message"), "");
    }

    /** Returns a member that is there. */
    Object get(String... path) {
        Object value = members;
        for (String name : path) {
            value = value instanceof List<?> list
                    ? list.get(Integer.parseInt(name))
                    : Objects.requireNonNull(((Map<?, ?>) value).get(name), name);
        }
        return Objects.requireNonNull(value);
    }

    String text(String... path) {
        return (String) get(path);
    }

    Reply succeeds() {
        assertThat(status).as(error() + " " + message()).isEqualTo(200);
        return this;
    }

    Reply fails(String type, int expected) {
        assertThat(error()).as(message()).isEqualTo(type);
        assertThat(status).isEqualTo(expected);
        assertThat(headers.only("x-amzn-errortype")).contains(type);
        return this;
    }
}
