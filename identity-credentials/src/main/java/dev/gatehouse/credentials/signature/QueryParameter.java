package dev.gatehouse.credentials.signature;

/**
 * One parameter of a query, percent-decoded. A plus sign is a plus sign: the signature's canonical form knows no other
 * meaning.
 *
 * @param name the decoded name, not empty
 * @param value the decoded value; empty where there was none
 */
public record QueryParameter(String name, String value) {
    /** Prints the name only: values hold tokens. */
    @Override
    public String toString() {
        return "QueryParameter[" + name + "]";
    }
}
