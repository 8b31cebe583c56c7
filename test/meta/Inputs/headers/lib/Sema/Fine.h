#include <string>
std::string fine();
