package dev.gatehouse.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The attributes that every pool has: the 17 standard claims of a profile and four of the system's own. */
final class StandardAttributes {
    static final String EMAIL_VERIFIED = "email_verified";
    static final String PHONE_NUMBER_VERIFIED = "phone_number_verified";

    /** Written by the library alone, whoever asks. */
    static final Set<String> LIBRARY_ONLY = Set.of("sub", "identities", "updated_at");

    /** Written by administrators, hooks and the verification flows, never by the user. */
    static final Set<String> NEVER_SELF = Set.of(EMAIL_VERIFIED, PHONE_NUMBER_VERIFIED);

    private static final List<String> TEXTS = List.of(
            "address",
            "email",
            "family_name",
            "gender",
            "given_name",
            "locale",
            "middle_name",
            "name",
            "nickname",
            "phone_number",
            "picture",
            "preferred_username",
            "profile",
            "website",
            "zoneinfo");

    private StandardAttributes() {}

    static List<AttributeDefinition> all() {
        List<AttributeDefinition> all = new ArrayList<>();
        for (String name : TEXTS) {
            all.add(text(name, 0, AttributeDefinition.MAX_VALUE_LENGTH));
        }
        all.add(text("birthdate", 10, 10));
        all.add(AttributeDefinition.builder("updated_at")
                .type(AttributeType.NUMBER)
                .min(0)
                .build());
        all.add(AttributeDefinition.builder("sub")
                .mutable(false)
                .min(1)
                .max(AttributeDefinition.MAX_VALUE_LENGTH)
                .build());
        all.add(AttributeDefinition.builder(EMAIL_VERIFIED)
                .type(AttributeType.BOOLEAN)
                .build());
        all.add(AttributeDefinition.builder(PHONE_NUMBER_VERIFIED)
                .type(AttributeType.BOOLEAN)
                .build());
        all.add(text("identities", 0, AttributeDefinition.MAX_VALUE_LENGTH));
        return List.copyOf(all);
    }

    private static AttributeDefinition text(String name, int min, int max) {
        return AttributeDefinition.builder(name).min(min).max(max).build();
    }
}
