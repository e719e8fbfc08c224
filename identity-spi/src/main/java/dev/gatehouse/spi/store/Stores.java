package dev.gatehouse.spi.store;

/**
 * All stores of one engine. Implementations are thread-safe; the application that opened the engine closes it.
 */
public interface Stores {
    UserStore users();

    AliasStore aliases();

    AuthenticatorStore authenticators();

    TokenFamilyStore tokenFamilies();

    OneTimeStore oneTimes();

    AttemptStore attempts();

    RoleStore roles();

    PoolStore pools();

    SigningKeyStore signingKeys();

    RevocationLog revocations();

    OutboxStore outbox();

    IdentityStore identities();

    LoginStore logins();

    GroupStore groups();

    MemberStore members();

    SettingStore settings();
}
