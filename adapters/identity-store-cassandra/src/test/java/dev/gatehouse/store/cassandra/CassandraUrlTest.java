package dev.gatehouse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CassandraUrlTest {
    @Test
    void namesHostsKeyspaceAndDataCentre() {
        CassandraUrl url = CassandraUrl.parse("cassandra://10.0.0.1,db.example.com:9142/photos?dc=dc1");

        assertThat(url.hosts())
                .containsExactly(
                        InetSocketAddress.createUnresolved("10.0.0.1", 9042),
                        InetSocketAddress.createUnresolved("db.example.com", 9142));
        assertThat(url.keyspace()).isEqualTo("photos");
        assertThat(url.dataCentre()).isEqualTo("dc1");
        assertThat(url.settings().keyspace()).isEqualTo("photos");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cassandra://",
                "cassandra://host/photos",
                "cassandra://host/Photos?dc=dc1",
                "cassandra://host:0/photos?dc=dc1",
                "cassandra://host:65536/photos?dc=dc1",
                "cassandra://user:secret@host/photos?dc=dc1",
                "cassandra://host,/photos?dc=dc1",
                "cassandra://host/photos?dc=dc1&x=y",
                "cassandra://a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q/photos?dc=dc1"
            })
    void refusesWhatHasNotTheFormAndRepeatsNothingOfIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CassandraUrl.parse(text))
                .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("secret"));
    }
}
