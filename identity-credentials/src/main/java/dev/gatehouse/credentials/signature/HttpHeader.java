package dev.gatehouse.credentials.signature;

/**
 * One header line as it came: the name in any case, the value untrimmed.
 *
 * @param name the field name
 * @param value the field value
 */
public record HttpHeader(String name, String value) {
    /** Prints the name only: values hold tokens. */
    @Override
    public String toString() {
        return "HttpHeader[" + name + "]";
    }
}
