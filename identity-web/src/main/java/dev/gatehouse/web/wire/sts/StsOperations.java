package dev.gatehouse.web.wire.sts;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.credentials.sts.AssumeRoleRequest;
import dev.gatehouse.credentials.sts.AssumedRole;
import dev.gatehouse.credentials.sts.CallerIdentity;
import dev.gatehouse.credentials.sts.StsCaller;
import dev.gatehouse.credentials.sts.TokenServices;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.internal.signed.SignedForm;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The operations: members in, elements of the result out. No rule of the domain lives here. Thread-safe. */
final class StsOperations {
    private static final String PROVIDER = "cognito-identity.amazonaws.com";
    private static final int LEAST = 900;
    private static final int MOST = 43_200;
    private static final int MOST_OF_USER = 129_600;

    private final TokenServices services;

    StsOperations(TokenServices services) {
        this.services = services;
    }

    Xml assumeRoleWithWebIdentity(HttpRequest http, Form form) throws StsFault {
        StsInput input = new StsInput(form);
        String token = input.required("WebIdentityToken", Constraint.WEB_IDENTITY_TOKEN);
        input.optional("ProviderId", Constraint.URL);
        AssumeRoleRequest.Builder asked = asked(http, input, Constraint.SESSION_POLICY);
        input.check();
        AssumeRoleRequest request = asked.build();
        if (form.find("ProviderId").isPresent()) { // for OAuth 2.0 access tokens, of which no provider is known here
            throw StsFaults.ofSession(Refusal.of(ErrorCode.INVALID_IDENTITY_TOKEN), "", "", "");
        }
        AssumedRole assumed =
                granted(services.assumeRoleWithWebIdentity(token, request), "Not", "sts:AssumeRoleWithWebIdentity", "");
        Xml xml = new Xml()
                .element("SubjectFromWebIdentityToken", assumed.identity().value())
                .element("Audience", assumed.pool().value())
                .element("Provider", PROVIDER);
        return assumed(xml, assumed);
    }

    Xml assumeRole(HttpRequest http, Form form, StsCaller caller) throws StsFault {
        StsInput input = new StsInput(form);
        AssumeRoleRequest.Builder asked = asked(http, input, Constraint.POLICY);
        input.tags().forEach(asked::tag);
        asked.transitiveTagKeys(Set.copyOf(input.transitiveTagKeys()));
        input.optional("ExternalId", Constraint.EXTERNAL_ID).ifPresent(asked::externalId);
        input.optional("SourceIdentity", Constraint.SOURCE_IDENTITY).ifPresent(asked::sourceIdentity);
        input.refuse("ProvidedContexts", "Member is not supported here");
        input.check();
        withoutDevice(form);
        AssumeRoleRequest request = asked.build();
        AssumedRole assumed = granted(
                services.assumeRole(caller, request),
                "User: " + caller.identity().arn() + " is not",
                "sts:AssumeRole",
                request.roleArn());
        return assumed(new Xml(), assumed);
    }

    Xml getSessionToken(Form form, StsCaller caller) throws StsFault {
        StsInput input = new StsInput(form);
        Optional<Duration> duration = input.seconds("DurationSeconds", LEAST, MOST_OF_USER);
        input.refuse("MinimumSessionTokenSize", "Member is not supported here");
        input.check();
        withoutDevice(form);
        TemporaryCredentials credentials = granted(
                duration.map(life -> services.getSessionToken(caller, life))
                        .orElseGet(() -> services.getSessionToken(caller)),
                "User: " + caller.identity().arn() + " is not",
                "sts:GetSessionToken",
                "");
        return credentials(new Xml(), credentials);
    }

    Xml getCallerIdentity(StsCaller caller) {
        CallerIdentity identity = services.getCallerIdentity(caller);
        return new Xml()
                .element("Arn", identity.arn())
                .element("UserId", identity.userId())
                .element("Account", identity.account());
    }

    private static AssumeRoleRequest.Builder asked(HttpRequest http, StsInput input, Constraint policy) {
        AssumeRoleRequest.Builder asked = AssumeRoleRequest.builder(
                        input.required("RoleArn", Constraint.ARN),
                        input.required("RoleSessionName", Constraint.SESSION_NAME))
                .source(SignedForm.address(http), SignedForm.secure(http));
        input.seconds("DurationSeconds", LEAST, MOST).ifPresent(asked::duration);
        input.optional("Policy", policy).ifPresent(asked::policy);
        input.policyArns().forEach(asked::policyArn);
        input.refuse("MinimumSessionTokenSize", "Member is not supported here");
        return asked;
    }

    /** Nobody has a device here, so whoever names one is refused as if its code were wrong. */
    private static void withoutDevice(Form form) throws StsFault {
        if (form.has("SerialNumber") || form.has("TokenCode")) {
            throw StsFault.denied("MultiFactorAuthentication failed, unable to validate MFA code.");
        }
    }

    private static <T> T granted(Outcome<T> outcome, String who, String action, String role) throws StsFault {
        Optional<Refusal> refusal = outcome.asRefusal();
        if (refusal.isPresent()) {
            throw StsFaults.ofSession(refusal.get(), who, action, role);
        }
        return outcome.orElseThrow();
    }

    private static Xml assumed(Xml xml, AssumedRole assumed) {
        xml.open("AssumedRoleUser")
                .element("AssumedRoleId", assumed.assumedRoleId())
                .element("Arn", assumed.assumedRoleArn())
                .close("AssumedRoleUser")
                .element("PackedPolicySize", Integer.toString(assumed.packedPolicySize()));
        assumed.sourceIdentity().ifPresent(name -> xml.element("SourceIdentity", name));
        return credentials(xml, assumed.credentials());
    }

    private static Xml credentials(Xml xml, TemporaryCredentials credentials) {
        return xml.open("Credentials")
                .element("AccessKeyId", credentials.accessKeyId())
                .element("SecretAccessKey", credentials.secretKey())
                .element("SessionToken", credentials.sessionToken())
                .element("Expiration", credentials.expiration().toString())
                .close("Credentials");
    }
}
