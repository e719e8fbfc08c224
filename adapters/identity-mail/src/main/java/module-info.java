/** E-mail: messages as Internet messages, in a folder. */
module dev.gatehouse.mail {
    requires transitive dev.gatehouse.spi;
    requires jakarta.mail;

    exports dev.gatehouse.mail;
}
