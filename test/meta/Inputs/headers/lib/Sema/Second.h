std::string second();
