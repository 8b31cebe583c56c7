std::string proved();
