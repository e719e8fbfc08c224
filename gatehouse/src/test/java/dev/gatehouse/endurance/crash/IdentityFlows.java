package dev.gatehouse.endurance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.Strike;
import dev.gatehouse.user.ExternalIdentity;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finding or making the identity of a login. */
final class IdentityFlows {
    private static final String PROVIDER = "login.example";
    private static final Map<String, String> LOGINS = Map.of(PROVIDER, "anna");
    private static final SecureRandom RANDOM = new SecureRandom();

    private IdentityFlows() {}

    static List<CrashMatrix.Flow> all() {
        return List.of(new CrashMatrix.Flow("GetId", GetId::new));
    }

    private static final class GetId extends World<IdentityId> {
        private final PoolId pool = House.newPool();
        private final Set<IdentityId> told = new HashSet<>();

        GetId(Engine.Open engine) {
            super(House.of(House.emails(), engine));
        }

        private IdentityPool node(Stores stores) {
            LoginProvider provider = LoginProvider.of(
                    PROVIDER,
                    subject -> Outcome.success(
                            ExternalIdentity.builder(PROVIDER, subject).build()));
            return IdentityPool.builder(IdentityPoolSettings.builder(pool)
                            .provider(provider)
                            .build())
                    .stores(stores)
                    .vendor(new LocalSts(
                            StsKeys.of(1, Map.of(1, new byte[StsKeys.KEY_LENGTH])),
                            new Sealer(new FixedMasterKeys().load(), RANDOM),
                            RANDOM,
                            house.engine.clock()))
                    .clock(house.engine.clock())
                    .random(RANDOM)
                    .build();
        }

        @Override
        public void flow(Stores faulty) {
            told.add(node(faulty).getId(LOGINS).orElseThrow());
        }

        @Override
        Outcome<IdentityId> run(House unused) {
            return node(stores()).getId(LOGINS);
        }

        @Override
        void compete() {
            told.add(node(stores()).getId(LOGINS).orElseThrow());
        }

        @Override
        public void check(Strike strike) {
            told.add(node(stores()).getId(LOGINS).orElseThrow());
            assertThat(told).as("one login is one identity").hasSize(1);
        }
    }
}
