/** The user pool: sign-up, sign-in, tokens, recovery, profile and administration as plain Java. */
module dev.gatehouse.userpool {
    requires transitive dev.gatehouse.spi;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;

    exports dev.gatehouse.userpool;
    exports dev.gatehouse.userpool.admin;
    exports dev.gatehouse.userpool.delivery;
    exports dev.gatehouse.userpool.directory;
    exports dev.gatehouse.userpool.group;
    exports dev.gatehouse.userpool.maintenance;
    exports dev.gatehouse.userpool.profile;
    exports dev.gatehouse.userpool.recovery;
    exports dev.gatehouse.userpool.session;
    exports dev.gatehouse.userpool.signin;
    exports dev.gatehouse.userpool.settings;
    exports dev.gatehouse.userpool.signup;
}
