package dev.gatehouse.web.http;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A request that is refused before or while it is read: malformed, too large or too slow. It carries the status to
 * answer with and the rule that was broken, never a byte of the request. The connection ends after the answer, since
 * what is left on it cannot be told from a next request.
 */
public final class RefusedRequestException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final Pattern RULE = Pattern.compile("[a-z][a-z.-]{0,63}");

    private final int status;
    private final String rule;

    /**
     * Returns a refusal.
     *
     * @param status 400 to 499
     * @param rule the name of the rule, lower-case letters, dots and dashes
     * @throws IllegalArgumentException for another status or form of rule
     */
    public RefusedRequestException(int status, String rule) {
        super("refused with " + status + ": " + rule);
        if (status < 400 || status > 499 || !RULE.matcher(rule).matches()) {
            throw new IllegalArgumentException("a refusal has a status of 400 to 499 and the name of a rule");
        }
        this.status = status;
        this.rule = rule;
    }

    /** Returns the status to answer with. */
    public int status() {
        return status;
    }

    /** Returns the name of the rule that was broken, such as {@code request.host}. */
    public String rule() {
        return rule;
    }

    /** Returns the answer: the rule as text, and {@code Connection: close}. */
    public HttpResponse response() {
        return HttpResponse.text(status, "text/plain; charset=utf-8", rule + "\n")
                .with("Connection", "close")
                .with("Cache-Control", "no-store");
    }
}
