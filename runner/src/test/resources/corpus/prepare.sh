mkdir -p /opt/corpus
