package dev.gatehouse.policy;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of principal that a policy can name (IAM User Guide, "AWS JSON policy elements: Principal"). */
public enum PrincipalKind {
    /** An account, a role, a role's session or a user, named by ARN or account number. */
    AWS("AWS"),
    /** An identity provider, such as {@code cognito-identity.amazonaws.com}. */
    FEDERATED("Federated"),
    /** A service, such as {@code ec2.amazonaws.com}. */
    SERVICE("Service"),
    /** An account by its canonical user id, as bucket policies use it. */
    CANONICAL_USER("CanonicalUser");

    private final String element;

    PrincipalKind(String element) {
        this.element = element;
    }

    /** Returns the name in a document. */
    public String element() {
        return element;
    }

    static Optional<PrincipalKind> of(String element) {
        return Arrays.stream(values())
                .filter(kind -> kind.element.equals(element))
                .findFirst();
    }
}
