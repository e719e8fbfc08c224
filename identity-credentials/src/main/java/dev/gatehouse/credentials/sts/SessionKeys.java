package dev.gatehouse.credentials.sts;

import dev.gatehouse.credentials.internal.policy.Assumption;
import dev.gatehouse.spi.credential.VendingRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What policies may ask of a session (IAM User Guide, "AWS global condition context keys"). */
final class SessionKeys {
    /** Where ARNs have the account. */
    static final int ACCOUNT = 4;

    private static final int PARTITION = 1;
    private static final String TAG = "aws:PrincipalTag/";

    private SessionKeys() {}

    static boolean federated(VendingRequest grant) {
        return !grant.chained() && !grant.identity().value().startsWith(LongTermPrincipal.ID_PREFIX);
    }

    /** Returns a part of an ARN, or empty if it is none. */
    static String part(String arn, int index) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") ? parts[index] : "";
    }

    static String principalArn(VendingRequest grant) {
        String arn = grant.roleArn();
        String partition = part(arn, PARTITION);
        if (partition.isEmpty()) {
            return arn;
        }
        String account = part(arn, ACCOUNT);
        return grant.userName()
                .map(user -> "arn:" + partition + ":iam::" + account + ":user/" + user)
                .orElseGet(() -> "arn:" + partition + ":sts::" + account + ":assumed-role/"
                        + arn.substring(arn.lastIndexOf('/') + 1) + "/" + grant.sessionName());
    }

    static String principalId(VendingRequest grant) {
        return grant.userName().isPresent()
                ? grant.identity().value()
                : grant.roleIncarnation() + ":" + grant.sessionName();
    }

    static Map<String, String> of(VendingRequest grant, Instant issuedAt) {
        Map<String, String> keys = new TreeMap<>();
        keys.put("aws:TokenIssueTime", issuedAt.toString());
        keys.put("aws:PrincipalArn", grant.userName().isPresent() ? principalArn(grant) : grant.roleArn());
        keys.put("aws:PrincipalAccount", part(grant.roleArn(), ACCOUNT));
        keys.put("aws:PrincipalType", grant.userName().isPresent() ? "User" : "AssumedRole");
        keys.put("aws:userid", principalId(grant));
        grant.userName().ifPresent(user -> keys.put("aws:username", user));
        grant.sourceIdentity().ifPresent(name -> keys.put("aws:SourceIdentity", name));
        if (federated(grant)) {
            keys.put("aws:FederatedProvider", Assumption.PROVIDER);
            keys.put(Assumption.SUBJECT, grant.identity().value());
            keys.put(Assumption.AUDIENCE, grant.pool().value());
        }
        Set<String> names = new HashSet<>();
        keys.keySet().forEach(name -> names.add(lower(name)));
        grant.principalTags().forEach((name, value) -> {
            if (names.add(lower(TAG + name))) {
                keys.put(TAG + name, value);
            }
        });
        grant.context().forEach((name, value) -> {
            if (!lower(name).startsWith(lower(TAG)) && !reserved(name) && names.add(lower(name))) {
                keys.put(name, value);
            }
        });
        return keys;
    }

    /** Returns the context without what {@link #of} says by itself. */
    static Map<String, String> beyond(VendingRequest grant) {
        Map<String, String> context = new TreeMap<>(grant.context());
        if (federated(grant)) {
            context.remove(Assumption.SUBJECT, grant.identity().value());
            context.remove(Assumption.AUDIENCE, grant.pool().value());
        }
        return context;
    }

    /** Keys that say whose web identity it is are the library's to set, or nobody's. */
    private static boolean reserved(String name) {
        return lower(name).equals(lower(Assumption.SUBJECT)) || lower(name).equals(lower(Assumption.AUDIENCE));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
