/** Users, tokens and policies: the vocabulary every other module speaks. */
@SuppressWarnings("module") // the friends that the last export names are built later
module dev.gatehouse.core {
    requires transitive org.jspecify;
    requires com.nimbusds.jose.jwt;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    uses java.security.Provider;

    exports dev.gatehouse;
    exports dev.gatehouse.name;
    exports dev.gatehouse.password;
    exports dev.gatehouse.policy;
    exports dev.gatehouse.policy.lint;
    exports dev.gatehouse.seal;
    exports dev.gatehouse.throttle;
    exports dev.gatehouse.token;
    exports dev.gatehouse.user;
    exports dev.gatehouse.internal.json to
            dev.gatehouse.spi,
            dev.gatehouse.userpool,
            dev.gatehouse.credentials,
            dev.gatehouse.store.jdbc,
            dev.gatehouse.http,
            dev.gatehouse.aws,
            dev.gatehouse.web,
            dev.gatehouse.vendor.postgresql;
}
