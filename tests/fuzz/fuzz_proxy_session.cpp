// A whole proxy session. The first four octets choose where each peer's octets are cut; NUL NUL stands between the two.
// What is said to both and the events do not depend on the cuts, the next hop finds exactly the messages that were told
// of and a lenient server no other, and what waits to be written is bounded.
#include "support/next_hop_model.hpp"
#include "support/proxy_replay.hpp"

#include <cstdlib>

using namespace recoil;

static test::proxy_replay replay(std::string_view client, size_t client_cut, std::string_view next_hop, size_t cut)
{
    test::proxy_replay session(proto::proxy_options{"localhost", 200});
    session.client(std::string(client.substr(0, client_cut)));
    session.client(std::string(client.substr(client_cut)));
    session.next_hop(std::string(next_hop.substr(0, cut)));
    session.next_hop(std::string(next_hop.substr(cut)));
    session.run();
    while (!session.closed())
        session.end(session.asks_client() ? &proto::proxy_session::client_lost : &proto::proxy_session::next_hop_lost);
    return session;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 4)
        return 0;
    const std::string_view input(reinterpret_cast<const char*>(data + 4), size - 4);
    const size_t middle = std::min(input.find(std::string_view("\0\0", 2)), input.size());
    const std::string_view client = input.substr(0, middle),
                           next_hop = input.substr(std::min(middle + 2, input.size()));
    const size_t client_cut = (data[0] * size_t{256} + data[1]) % (client.size() + 1);
    const size_t cut = (data[2] * size_t{256} + data[3]) % (next_hop.size() + 1);
    const test::proxy_replay whole = replay(client, client.size(), next_hop, next_hop.size());
    const test::proxy_replay in_two = replay(client, client_cut, next_hop, cut);
    const test::next_hop_model model(whole.to_next_hop(), next_hop);
    bool holds = whole.transcript() == in_two.transcript() && whole.to_next_hop() == in_two.to_next_hop();
    holds = holds && whole.messages() == model.messages() && !model.smuggled();
    return holds && whole.most_output() <= 131'072 ? 0 : (std::abort(), 1);
}
