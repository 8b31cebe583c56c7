#include <string>
#include "Sema/Second.h"
