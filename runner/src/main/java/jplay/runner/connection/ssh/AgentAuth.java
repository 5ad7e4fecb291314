package jplay.runner.connection.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Logs in with a key that only the agent has: asks the host whether it takes the key, then has the agent sign. */
final class AgentAuth extends AbstractAuthMethod {
    private final Agent agent;
    private final Agent.Identity identity;

    AgentAuth(Agent agent, Agent.Identity identity) {
        super("publickey");
        this.agent = agent;
        this.identity = identity;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        SSHPacket packet = super.buildReq();
        packet.putBoolean(signed);
        packet.putString(identity.algorithm());
        packet.putBytes(identity.blob());
        return packet;
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        SSHPacket request = request(true);
        byte[] data = new Buffer.PlainBuffer()
                .putBytes(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            request.putBytes(agent.sign(identity, data));
        } catch (IOException e) {
            throw new UserAuthException("the SSH agent did not sign with " + identity.comment(), e);
        }
        params.getTransport().write(request);
    }
}
