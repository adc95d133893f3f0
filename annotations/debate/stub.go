package debate

func (d *doc) addDisputes(*Analysis) {}
