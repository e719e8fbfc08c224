package dev.gatehouse.web.wire;

import dev.gatehouse.web.http.HttpRequest;
import java.util.function.Supplier;

/** A call that needs a signature, as it is put before {@link Authorization}. Immutable; prints neither headers nor body. */
public final class SignedCall {
    private final HttpRequest request;
    private final byte[] body;
    private final String service;
    private final String operation;
    private final Supplier<String> resource;

    /**
     * Returns a call.
     *
     * @param request the request; its body has been read already
     * @param body the raw bytes of the body, as the signature covers them
     * @param service the name in the credential's scope: {@code cognito-idp} or {@code cognito-identity}
     * @param operation the operation's name, such as {@code CreateUserPool}
     * @param resource the ARN that the operation is about, or {@code *}
     */
    public SignedCall(HttpRequest request, byte[] body, String service, String operation, String resource) {
        this(request, body, service, operation, () -> resource);
    }

    /** A call whose resource is found only once it is asked for, since that may read the stores. */
    SignedCall(HttpRequest request, byte[] body, String service, String operation, Supplier<String> resource) {
        this.request = request;
        this.body = body.clone();
        this.service = service;
        this.operation = operation;
        this.resource = resource;
    }

    /** Returns the request. Its body has been read already: take {@link #body()}. */
    public HttpRequest request() {
        return request;
    }

    /** Returns a copy of the raw body. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the service's signing name. */
    public String service() {
        return service;
    }

    /** Returns the operation's name. */
    public String operation() {
        return operation;
    }

    /** Returns the action that policies name, such as {@code cognito-idp:CreateUserPool}. */
    public String action() {
        return service + ":" + operation;
    }

    /**
     * Returns the ARN of the pool that the operation is about, or {@code *} where it is about none or all. Ask once the
     * signature is verified: it may read the stores, which is not done for anybody.
     *
     * @throws dev.gatehouse.spi.StoreException if they cannot be reached
     */
    public String resource() {
        return resource.get();
    }

    @Override
    public String toString() {
        return "SignedCall[" + action() + "]";
    }
}
