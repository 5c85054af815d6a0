// The one place where the JSON library's definitions are compiled.
// Knows nothing else.
#include <boost/json/src.hpp>
