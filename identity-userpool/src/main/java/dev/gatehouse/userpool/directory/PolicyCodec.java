package dev.gatehouse.userpool.directory;

import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.spi.internal.setting.Members;
import java.util.Map;
import java.util.TreeMap;

/** A password policy as JSON members. A list of breached passwords is code: the application adds it on opening. */
final class PolicyCodec {
    private PolicyCodec() {}

    static Map<String, Object> members(PasswordPolicy policy) {
        Map<String, Object> members = new TreeMap<>();
        members.put("minLength", (long) policy.minLength());
        members.put("maxLength", (long) policy.maxLength());
        members.put("uppercase", policy.requiresUppercase());
        members.put("lowercase", policy.requiresLowercase());
        members.put("number", policy.requiresNumber());
        members.put("symbol", policy.requiresSymbol());
        members.put("noEdgeSpace", policy.refusesEdgeSpace());
        members.put("noCommonOrContext", policy.refusesCommonAndContext());
        members.put("history", (long) policy.historySize());
        members.put("temporaryValidity", policy.temporaryPasswordValidity().toString());
        return members;
    }

    static PasswordPolicy read(Map<?, ?> members) {
        return PasswordPolicy.builder()
                .minLength(Math.toIntExact(Members.number(members, "minLength")))
                .maxLength(Math.toIntExact(Members.number(members, "maxLength")))
                .requireUppercase(Members.flag(members, "uppercase"))
                .requireLowercase(Members.flag(members, "lowercase"))
                .requireNumber(Members.flag(members, "number"))
                .requireSymbol(Members.flag(members, "symbol"))
                .refuseEdgeSpace(Members.flag(members, "noEdgeSpace"))
                .refuseCommonAndContext(Members.flag(members, "noCommonOrContext"))
                .historySize(Math.toIntExact(Members.number(members, "history")))
                .temporaryPasswordValidity(Members.duration(members, "temporaryValidity"))
                .build();
    }
}
