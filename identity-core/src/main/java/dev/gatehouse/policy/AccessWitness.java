package dev.gatehouse.policy;

/** A request that one policy set allows and the other does not, with both decisions. Immutable. */
public final class AccessWitness {
    private final AuthorizationRequest request;
    private final Decision allowing;
    private final Decision denying;

    AccessWitness(AuthorizationRequest request, Decision allowing, Decision denying) {
        this.request = request;
        this.allowing = allowing;
        this.denying = denying;
    }

    /** Returns the request, made up from the policies' own patterns and values and from what is known. */
    public AuthorizationRequest request() {
        return request;
    }

    /** Returns the decision of the set that allows it. */
    public Decision allowing() {
        return allowing;
    }

    /** Returns the decision of the set that does not. */
    public Decision denying() {
        return denying;
    }

    @Override
    public String toString() {
        return request.action() + " on " + request.resource() + ": " + allowing.summary() + "; otherwise "
                + denying.summary();
    }
}
