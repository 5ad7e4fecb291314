package jplay.runner.connection.ssh;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import org.jspecify.annotations.Nullable;

/** ssh-agent's protocol (draft-miller-ssh-agent), as much as logging in takes. A connection for each question. */
final class Agent {
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_512 = 4;
    private static final int MAX_ANSWER = 1 << 20;

    /** @param blob the public key as SSH writes it */
    record Identity(byte[] blob, String comment) {
        String type() {
            try {
                return new Buffer.PlainBuffer(blob).readString();
            } catch (Buffer.BufferException e) {
                return "unknown";
            }
        }

        /** The name of the signature's algorithm: an RSA key signs with SHA-512. */
        String algorithm() {
            return type().equals("ssh-rsa") ? "rsa-sha2-512" : type();
        }
    }

    private final Path socket;

    Agent(Path socket) {
        this.socket = socket;
    }

    List<Identity> identities() throws IOException {
        Buffer.PlainBuffer answer = ask(new Buffer.PlainBuffer().putByte(REQUEST_IDENTITIES), IDENTITIES_ANSWER);
        List<Identity> identities = new ArrayList<>();
        for (long left = answer.readUInt32(); left > 0; left--) {
            identities.add(new Identity(answer.readBytes(), answer.readString()));
        }
        return identities;
    }

    /** The signature as SSH writes it, with the algorithm's name. */
    byte[] sign(Identity identity, byte[] data) throws IOException {
        Buffer.PlainBuffer question = new Buffer.PlainBuffer()
                .putByte(SIGN_REQUEST)
                .putBytes(identity.blob())
                .putBytes(data)
                .putUInt32(identity.algorithm().equals("rsa-sha2-512") ? RSA_SHA2_512 : 0);
        return ask(question, SIGN_RESPONSE).readBytes();
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer question, byte expected) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            byte[] body = question.getCompactData();
            ByteBuffer message = ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).flip();
            while (message.hasRemaining()) {
                channel.write(message);
            }
            int length = read(channel, 4).getInt();
            if (length <= 0 || length > MAX_ANSWER) {
                throw new IOException("the SSH agent's answer makes no sense");
            }
            Buffer.PlainBuffer answer = new Buffer.PlainBuffer(read(channel, length).array());
            if (answer.readByte() != expected) {
                throw new IOException("the SSH agent refuses");
            }
            return answer;
        }
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the SSH agent has hung up");
            }
        }
        return buffer.flip();
    }

    /** Null when there is none to talk to. */
    static @Nullable Agent at(@Nullable Path socket) {
        return socket == null ? null : new Agent(socket);
    }
}
