package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.web.wire.model.Access;
import dev.gatehouse.web.wire.reference.ReferencePages;
import dev.gatehouse.web.wire.reference.WireModelGenerator;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The resource that input is validated by is what the reference's pages give. */
class WireModelTest {
    @Test
    void the_resource_is_generated_from_the_pages() throws IOException {
        if (Boolean.getBoolean("gatehouse.regenerate")) {
            WireModelGenerator.write();
        }
        assertThat(Files.readString(WireModelGenerator.RESOURCE))
                .as("regenerate it: mvn test -pl identity-web -am -Dtest=WireModelTest -Dgatehouse.regenerate=true")
                .isEqualTo(WireModelGenerator.generate());
    }

    @Test
    void it_knows_every_operation_of_both_services() {
        assertThat(WireBench.MODEL.service("cognito-idp").operations()).hasSize(140);
        assertThat(WireBench.MODEL.service("cognito-identity").operations()).hasSize(23);
        assertThat(WireBench.MODEL.operation("AWSCognitoIdentityProviderService.SignUp"))
                .isPresent();
        assertThat(WireBench.MODEL.operation("AWSCognitoIdentityService.SignUp"))
                .isEmpty();
        assertThat(WireBench.MODEL.operation("SignUp")).isEmpty();
    }

    @Test
    void access_is_as_the_page_has_it() {
        for (String service : ReferencePages.SERVICES) {
            ReferencePages.operations(service)
                    .values()
                    .forEach(operation -> assertThat(WireBench.operation(service, operation.name())
                                    .access())
                            .as(operation.name())
                            .isEqualTo(
                                    switch (operation.access()) {
                                        case "sigv4" -> Access.SIGNED;
                                        case "access-token" -> Access.ACCESS_TOKEN;
                                        default -> Access.PUBLIC;
                                    }));
        }
    }
}
