#include "mime/text_decoder.hpp"

namespace recoil::mime {

void text_decoder::feed(std::string_view bytes, std::string& out)
{
    octets_.clear();
    transfer_.feed(bytes, octets_);
    charset_.feed(octets_, out);
}

void text_decoder::finish(std::string& out)
{
    octets_.clear();
    transfer_.finish(octets_);
    charset_.feed(octets_, out);
    charset_.finish(out);
}

defect_set text_decoder::defects() const
{
    defect_set all = transfer_.defects();
    all.add(charset_.defects());
    return all;
}

} // namespace recoil::mime
